import '../design/design.css';
import { startFace } from '../frame/face.tsx';
import { shop } from './face.tsx';

await startFace(shop);

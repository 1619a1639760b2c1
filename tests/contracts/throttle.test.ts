import { memoryThrottle } from '../../actors/runtime/throttle.ts';
import { throttleSuite } from './throttle.suite.ts';

throttleSuite('memory', (now) => memoryThrottle(now));

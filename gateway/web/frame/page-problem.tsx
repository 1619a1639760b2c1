import type { ErrorComponentProps } from '@tanstack/react-router';
import { ProblemView } from '../design/states.tsx';

/** A page that broke: the frame around it stays, and so does the way back. */
export const PageProblem = ({ error, reset }: ErrorComponentProps) => <ProblemView error={error} onRetry={reset} />;

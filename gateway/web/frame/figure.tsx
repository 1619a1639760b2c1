import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Skeleton } from '../design/states.tsx';

type FigureProps = {
  readonly label: string;
  /** Where the things lie that it counts. */
  readonly to: string;
  /** Undefined while it is asked. */
  readonly value: ReactNode;
};

/** One number of the day; several stand in a `<dl className="figures">`. */
export const Figure = ({ label, to, value }: FigureProps) => (
  <div className="card figure">
    <dt>
      <Link to={to}>{label}</Link>
    </dt>
    <dd className="numbers">{value ?? <Skeleton width="4rem" />}</dd>
  </div>
);

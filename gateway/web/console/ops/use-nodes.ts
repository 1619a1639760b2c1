import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { asked } from '../../api/asked.ts';
import { type Loads, withLook } from './load.ts';

const lookAgainMs = 2_000;

/** All nodes as they are now, and what they had to do since somebody looks. */
export function useNodes() {
  const nodes = useQuery({ ...asked('ops.nodes', {}), refetchInterval: lookAgainMs });
  const [loads, setLoads] = useState<Loads>(new Map());
  const { data, dataUpdatedAt } = nodes;
  useEffect(() => {
    if (dataUpdatedAt > 0 && data) setLoads((known) => withLook(known, data.items));
  }, [data, dataUpdatedAt]);
  return { nodes, loads };
}

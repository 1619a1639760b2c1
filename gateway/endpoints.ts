import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** One method of one path of the gateway: an action of a contract, or a page of its own. */
export type Endpoint = {
  readonly method: string;
  /** With its `{parameters}`; the label of its metrics. */
  readonly path: string;
  /** The same for every visitor of a tenant, so that its answers may be kept ready. */
  readonly isHot?: true;
  readonly answer: (exchange: Exchange) => Answer | Promise<Answer>;
};

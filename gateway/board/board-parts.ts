import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/typings/app';
import type { Queue } from 'bull';

/** What the board asks of a server. */
export type BoardParts = {
  readonly queues: BullBoardQueues;
  readonly config: UIConfig;
  /** Folders of its page and of the files that the page loads. */
  readonly views: string;
  readonly files: string;
  readonly entry: AppViewRoute;
  readonly api: readonly AppControllerRoute[];
};

type Told = { -readonly [Name in keyof BoardParts]?: BoardParts[Name] };

export function boardPartsOf(queues: readonly Queue[]): BoardParts {
  const told: Told = {};
  const noting = (noted: Told): IServerAdapter => {
    Object.assign(told, noted);
    return serverAdapter;
  };
  const serverAdapter: IServerAdapter = {
    setQueues: (found) => noting({ queues: found }),
    setViewsPath: (views) => noting({ views }),
    setStaticPath: (_, files) => noting({ files }),
    setUIConfig: (config) => noting({ config }),
    setEntryRoute: (entry) => noting({ entry }),
    setApiRoutes: (api) => noting({ api }),
    // Whatever fails is a problem like any other.
    setErrorHandler: () => serverAdapter,
  };
  const options = { uiConfig: { boardTitle: 'Souk: jobs', hideDocsLink: true } };
  createBullBoard({ queues: queues.map((queue) => new BullAdapter(queue)), serverAdapter, options });
  return told as BoardParts;
}

import type { AnswerMeta, CallHeaders } from './headers.ts';

export type Answered = { readonly result: unknown; readonly meta: AnswerMeta };

/** How a call reaches whoever hosts the action: Moleculer, or in one world a plain function. Rejects with a SoukError. */
export type Transport = { call(action: string, params: unknown, headers: CallHeaders): Promise<Answered> };

import type { PracticeRole } from '$lib/account/practice-role';
import type { Actor } from '$lib/organisation/permission';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Message code, where the error is a sentence for a person. */
			code?: string;
			/** Id to look up in the log, where the fault is ours. */
			id?: string;
		}
		interface Locals {
			requestId: string;
			/** Who acts: the person of the session, or whom they practise as. */
			actor: Actor | null;
			/** Whom the person of the session practises as, and who that person is; null where nobody practises. */
			practice: { as: PracticeRole; person: Actor } | null;
			/** Raw id of the session cookie in use. */
			sessionId: string | null;
			/** How and when the person of the session showed who they are. */
			session: {
				accountId: string;
				issuer: string;
				providerId: string | null;
				authenticatedAt: Date;
				practisingAs: PracticeRole | null;
			} | null;
		}
	}
}

export {};

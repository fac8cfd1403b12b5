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
			actor: Actor | null;
			/** Raw id of the session cookie in use. */
			sessionId: string | null;
			/** How and when the person of the session showed who they are. */
			session: { accountId: string; issuer: string; providerId: string | null; authenticatedAt: Date } | null;
		}
	}
}

export {};

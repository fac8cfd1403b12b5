import type { RequestEvent } from '@sveltejs/kit';
import { osloDate } from '$lib/platform/clock';
import { inTransaction } from '$lib/platform/events.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import { rateLimitRepository } from '$lib/platform/rate-limit.repository.server';
import { requireWithinLimit } from '$lib/platform/rate-limit.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import type { Actor } from '$lib/organisation/permission';
import { normalEmail, subscriberOf } from './account';
import { accountRepository } from './account.repository.server';
import { findActorOfToken } from './api-token.server';
import { hashPassword, isPassword } from './password.server';
import { sha256 } from './secret.server';
import { sessionRepository } from './session.repository.server';
import { SESSION_COOKIE, sessionKeeper, type CookieToSet, type SessionOrigin } from './session.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'account.passwordSet': { accountId: string };
	}
}

const WINDOW_MS = 15 * 60 * 1000;
const PER_EMAIL = 10;
const PER_SUBSCRIBER = 50;

export interface PasswordSignIn {
	email: string;
	password: string;
	/** Where the request came from. */
	clientAddress: string;
}

/** A session has begun: set the cookie. */
export interface SignedIn {
	cookie: CookieToSet;
	locale: Actor['locale'];
}

type AccountDeps = ServiceDeps & { organisation: OrganisationService; origin: string; isDemo: boolean };

/** Who is calling: passwords, demo people, sessions and tokens. */
export function accountService({ db, bus, clock, organisation, origin, isDemo }: AccountDeps) {
	const accounts = accountRepository(db);
	const sessions = sessionKeeper({ db, clock, origin, isDemo });
	const ownSessions = sessionRepository(db);

	async function begin(
		accountId: string,
		locale: Actor['locale'],
		origin?: Omit<SessionOrigin, 'authenticatedAt'>
	): Promise<SignedIn> {
		await sessions.sweep();
		return { cookie: await sessions.begin(accountId, origin), locale };
	}

	return {
		/** The actor of a bearer token with its scopes, or null. */
		findActorOfToken: (bearer: string): Promise<Actor | null> =>
			findActorOfToken({ db, clock, organisation }, bearer),

		/** Puts the person of the session cookie, and its raw id, on `locals`; extends or removes the cookie. */
		async resumeSession({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>): Promise<void> {
			const rawId = cookies.get(SESSION_COOKIE);
			if (!rawId) return;
			const resumed = await sessions.resume(rawId);
			const actor = resumed && (await organisation.findActor(resumed.personId));
			if (!actor) {
				const { name, value, attributes } = sessions.blankCookie();
				cookies.set(name, value, attributes);
				return;
			}
			const { accountId, issuer, providerId, authenticatedAt, practisingAs } = resumed;
			locals.actor = actor;
			locals.sessionId = rawId;
			locals.session = { accountId, issuer, providerId, authenticatedAt, practisingAs };
			if (resumed.renewed) cookies.set(SESSION_COOKIE, rawId, resumed.renewed.attributes);
		},

		/**
		 * @throws AppError wrongEmailOrPassword (422), the same whatever was wrong and after the same time;
		 * tooManyAttempts (429)
		 */
		async signInWithPassword({ email, password, clientAddress }: PasswordSignIn): Promise<SignedIn> {
			const subject = normalEmail(email);
			const emailKey = `signInEmail:${sha256(subject)}`;
			const subscriberKey = `signInFrom:${sha256(subscriberOf(clientAddress))}`;
			await requireWithinLimit(db, subscriberKey, PER_SUBSCRIBER, WINDOW_MS, clock.now());
			await requireWithinLimit(db, emailKey, PER_EMAIL, WINDOW_MS, clock.now());
			const account = await accounts.findForSignIn('password', subject);
			const isRight = await isPassword(account?.passwordHash ?? undefined, password);
			if (!account || !isRight || account.disabledAt || account.deactivatedAt)
				throw invalid('wrongEmailOrPassword');
			if (!account.allowsPassword) throw refused('passwordsOff');
			await rateLimitRepository(db).forget(emailKey);
			return begin(account.id, account.locale);
		},

		/** Begins a session of an account whose provider has just said who it is. */
		beginByProvider: begin,

		/**
		 * Whether the person of the session showed who they are recently enough for their organisation to decide on
		 * money; the demo's people, who show nothing, always did, and nothing of practice is money.
		 */
		async isFresh(actor: Actor, session: App.Locals['session']): Promise<boolean> {
			if (!session) return false;
			if (session.issuer === 'demo' || session.practisingAs) return true;
			const minutes = await accounts.readReauthenticateMinutes(actor.organisationId);
			return clock.now().getTime() - session.authenticatedAt.getTime() <= minutes * 60_000;
		},

		/**
		 * The person of a session shows once more who they are, by the password.
		 * @throws AppError notFound for a session without a password, wrongPassword (422), tooManyAttempts (429)
		 */
		async confirmPassword(actor: Actor, accountId: string, password: string): Promise<SignedIn> {
			const key = `confirmPassword:${accountId}`;
			await requireWithinLimit(db, key, PER_EMAIL, WINDOW_MS, clock.now());
			const account = await accounts.findPassword(accountId);
			if (!account) throw notFound();
			if (!(await isPassword(account.passwordHash, password)))
				throw invalid('wrongPassword', { field: 'password' });
			await rateLimitRepository(db).forget(key);
			return begin(accountId, actor.locale);
		},

		/** One tap in the demo. @throws AppError notFound where there is no demo or no such person in it */
		async signInAsDemoPerson(personId: string): Promise<SignedIn> {
			const account = isDemo ? await accounts.findOfPerson(personId, 'demo') : undefined;
			const actor = account && !account.disabledAt ? await organisation.findActor(personId) : undefined;
			if (!account || !actor) throw notFound();
			return begin(account.id, actor.locale);
		},

		/** People a visitor of the demo may be; none where the demo is off. */
		listDemoPeople: async () => (isDemo ? accounts.listDemoPeople(osloDate(clock.now())) : []),

		/** Lets a visitor of the demo be this person: for the demo's seed. @throws AppError notFound outside the demo */
		async openDemoAccount(personId: string): Promise<void> {
			if (!isDemo) throw notFound();
			const now = clock.now();
			await accounts.insert({
				id: newId<'Account'>(now.getTime()),
				personId,
				issuer: 'demo',
				subject: personId,
				createdAt: now
			});
		},

		/** Ends the session and answers the cookie that removes it from the browser. */
		async signOut(rawId: string | null): Promise<CookieToSet> {
			if (rawId) await sessions.end(rawId);
			return sessions.blankCookie();
		},

		/** Whom a one-time link is for, while it can be used. */
		async findLink(token: string): Promise<{ name: string; email: string } | null> {
			const link = await accounts.findLiveLink(sha256(token), clock.now());
			return link ? { name: link.displayName, email: link.email } : null;
		},

		/**
		 * Sets the password by a one-time link, ends every session of the account and begins a new one.
		 * @throws AppError notFound when the link is used, too old or unknown; passwordLikeEmail
		 */
		async setPassword(token: string, password: string): Promise<SignedIn> {
			const passwordHash = await hashPassword(password);
			const tokenHash = sha256(token);
			const now = clock.now();
			const { accountId, personId } = await inTransaction(db, bus, async (trx, events) => {
				const own = accountRepository(trx);
				const link = await own.findLiveLink(tokenHash, now, { isLocked: true });
				if (!link) throw notFound();
				if (normalEmail(password).includes(normalEmail(link.email)))
					throw invalid('passwordLikeEmail', { field: 'newPassword' });
				await own.setPassword(link.accountId, passwordHash, now);
				await own.markLinkUsed(tokenHash, now);
				await sessionRepository(trx).deleteOfAccount(link.accountId);
				await events.emit(
					'account.passwordSet',
					{
						actorId: link.personId,
						organisationId: link.organisationId,
						subjectKind: 'account',
						subjectId: link.accountId,
						at: now
					},
					{ accountId: link.accountId }
				);
				return link;
			});
			const actor = await organisation.findActor(personId);
			if (!actor) throw notFound();
			return begin(accountId, actor.locale);
		},

		/** Where the person is signed in, newest first; `isCurrent` marks the session of this request. */
		async listSessions(actor: Actor, rawId: string | null) {
			const current = rawId && sha256(rawId);
			const rows = await ownSessions.listOfPerson(actor.personId, clock.now());
			return rows.map((row) => ({ ...row, isCurrent: row.id === current }));
		},

		/** Signs one device of the person out. @param id as listed, not the raw id of the cookie */
		async endSession(actor: Actor, id: string): Promise<void> {
			await ownSessions.deleteOfPerson(actor.personId, id);
		},

		/** Remembers the language the person reads. */
		async chooseLocale(actor: Actor, locale: Actor['locale']): Promise<void> {
			await accounts.setLocale(actor.personId, locale);
		}
	};
}
export type AccountService = ReturnType<typeof accountService>;

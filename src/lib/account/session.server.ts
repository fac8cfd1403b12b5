import { Lucia, TimeSpan, type Adapter } from 'lucia';
import type { Clock } from '$lib/platform/clock';
import type { Db } from '$lib/platform/db.server';
import { readSetting } from '$lib/setting/read-setting.server';
import type { PracticeRole } from './practice-role';
import { sha256 } from './secret.server';
import { sessionRepository } from './session.repository.server';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof createLucia>;
		DatabaseUserAttributes: { personId: string; issuer: string };
		DatabaseSessionAttributes: SessionOrigin & { practisingAs: PracticeRole | null };
	}
}

export const SESSION_COOKIE = 'omatt_session';
/** Unused for this long, a session is over. */
const SLIDING = new TimeSpan(12, 'h');
const DAY_MS = 24 * 60 * 60 * 1000;

/** How a session began: by which provider, and in which session of its own. */
export interface SessionOrigin {
	providerId: string | null;
	providerSession: string | null;
	authenticatedAt: Date;
}

/** A cookie as SvelteKit sets it. */
export interface CookieToSet {
	name: string;
	value: string;
	attributes: { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean; maxAge: number };
}

interface SessionDeps {
	db: Db;
	clock: Clock;
	/** Cookies are for https only when this begins with it. */
	origin: string;
	/** Sessions of the demo's people are good only while the demo is on. */
	isDemo: boolean;
}

/**
 * Lucia reads the machine's own clock; on the way in and out its instants are moved so that sessions follow ours.
 * It must get the *raw* id back: it deletes and extends by the id it was given.
 */
function adapter({ db, clock, isDemo }: SessionDeps): Adapter {
	const sessions = sessionRepository(db);
	const ahead = () => clock.now().getTime() - Date.now();
	/** However much it is used, a session is over this long after it began. */
	const longestMs = async () => (await readSetting(db, 'sessionDays')) * DAY_MS;
	const ours = (instant: Date) => new Date(instant.getTime() + ahead());
	const theirs = (instant: Date) => new Date(instant.getTime() - ahead());

	return {
		async getSessionAndUser(rawId) {
			const [row, absoluteMs] = await Promise.all([sessions.findWithAccount(sha256(rawId)), longestMs()]);
			if (!row) return [null, null];
			const { accountId, createdAt, expiresAt, personId, issuer, isActive } = row;
			const { providerId, providerSession, authenticatedAt, practisingAs } = row;
			const attributes = { providerId, providerSession, authenticatedAt, practisingAs };
			const session = { id: rawId, userId: accountId, expiresAt: theirs(expiresAt), attributes };
			const isTooOld = clock.now().getTime() >= createdAt.getTime() + absoluteMs;
			const isOut = isTooOld || !isActive || (issuer === 'demo' && !isDemo);
			return [session, isOut ? null : { id: accountId, attributes: { personId, issuer } }];
		},
		async getUserSessions(accountId) {
			const rows = await sessions.listOfAccount(accountId);
			return rows.map(({ id, expiresAt, providerId, providerSession, authenticatedAt, practisingAs }) => ({
				id,
				userId: accountId,
				expiresAt: theirs(expiresAt),
				attributes: { providerId, providerSession, authenticatedAt, practisingAs }
			}));
		},
		async setSession({ id, userId, expiresAt, attributes }) {
			await sessions.insert({
				id: sha256(id),
				accountId: userId,
				createdAt: clock.now(),
				expiresAt: ours(expiresAt),
				...attributes
			});
		},
		async updateSessionExpiration(rawId, expiresAt) {
			await sessions.extend(sha256(rawId), ours(expiresAt), await longestMs());
		},
		async deleteSession(rawId) {
			await sessions.delete(sha256(rawId));
		},
		async deleteUserSessions(accountId) {
			await sessions.deleteOfAccount(accountId);
		},
		async deleteExpiredSessions() {
			await sessions.deleteExpired(clock.now());
		}
	};
}

const isHttps = ({ origin }: SessionDeps): boolean => origin.startsWith('https:');

const createLucia = (deps: SessionDeps) =>
	new Lucia(adapter(deps), {
		sessionExpiresIn: SLIDING,
		sessionCookie: {
			name: SESSION_COOKIE,
			attributes: { secure: isHttps(deps), sameSite: 'lax', path: '/' }
		},
		getUserAttributes: ({ personId, issuer }) => ({ personId, issuer }),
		getSessionAttributes: (attributes) => attributes
	});

/** A session that runs. */
export interface ResumedSession {
	accountId: string;
	personId: string;
	/** Who vouches for the account: a provider's issuer, `password` or `demo`. */
	issuer: string;
	/** The provider it began with; null for a password or the demo. */
	providerId: string | null;
	/** When the person last showed who they are. */
	authenticatedAt: Date;
	/** Whom the person practises as; null for nobody. */
	practisingAs: PracticeRole | null;
	/** To be set again, when its time was extended. */
	renewed: CookieToSet | null;
}

/** The only file that knows the session library. */
export function sessionKeeper(deps: SessionDeps) {
	const lucia = createLucia(deps);
	const secure = isHttps(deps);
	const cookie = (value: string, maxAge: number): CookieToSet => ({
		name: lucia.sessionCookieName,
		value,
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge }
	});

	return {
		/** Begins a session of the account and answers the cookie that carries it. */
		async begin(
			accountId: string,
			{ providerId = null, providerSession = null }: Partial<SessionOrigin> = {}
		): Promise<CookieToSet> {
			const origin = { providerId, providerSession, authenticatedAt: deps.clock.now(), practisingAs: null };
			const { id } = await lucia.createSession(accountId, origin);
			return cookie(id, SLIDING.seconds());
		},
		/** Whose session it is, and the cookie to set again when its time was extended; undefined when it is over. */
		async resume(rawId: string): Promise<ResumedSession | undefined> {
			const { session, user } = await lucia.validateSession(rawId);
			if (!session) return undefined;
			const { providerId, authenticatedAt, practisingAs } = session;
			return {
				accountId: user.id,
				personId: user.personId,
				issuer: user.issuer,
				providerId,
				authenticatedAt,
				practisingAs,
				renewed: session.fresh ? cookie(rawId, SLIDING.seconds()) : null
			};
		},
		end: (rawId: string) => lucia.invalidateSession(rawId),
		endAllOf: (accountId: string) => lucia.invalidateUserSessions(accountId),
		sweep: () => lucia.deleteExpiredSessions(),
		/** The cookie that takes the session away from the browser. */
		blankCookie: () => cookie('', 0)
	};
}

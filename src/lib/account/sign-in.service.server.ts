import type { Trx } from '$lib/platform/db.server';
import { AppError, notFound, refused } from '$lib/platform/errors';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import { isUuid, newId } from '$lib/platform/ids';
import { requireWithinLimit } from '$lib/platform/rate-limit.server';
import type { Seal } from '$lib/platform/seal.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { normalEmail, subscriberOf } from './account';
import { accountRepository } from './account.repository.server';
import { newSignInSecrets, oidcClient, type Identity, type ProviderSettings } from './oidc.server';
import { newSecret, sha256 } from './secret.server';
import { applySignInRules, claimValues, hasClaimValue, type Claims } from './sign-in-rule';
import { peopleRepository } from './people.repository.server';
import { personWriter } from './person-writer.server';
import { signInRepository } from './sign-in.repository.server';

/** Minutes a person has at the provider. */
const ATTEMPT_MS = 10 * 60 * 1000;
const WINDOW_MS = 15 * 60 * 1000;
const STARTS_PER_SUBSCRIBER = 100;

/** A person is back from the provider. */
export type SignInResult =
	| {
			outcome: 'signedIn';
			accountId: string;
			locale: 'nb' | 'nn' | 'en';
			next: string;
			session: { providerId: string; providerSession: string | null };
	  }
	/** Known at the provider, but to no unit here: an administrator was told. */
	| { outcome: 'waiting' };

type SignInDeps = ServiceDeps & { origin: string; seal: Seal };

export const secretContext = (providerId: string): string => `signInProvider:${providerId}`;

const textOf = (claims: Claims, ...names: string[]): string =>
	names.flatMap((name) => claimValues(claims, name)).find((text) => text.trim()) ?? '';

/** Sign-in by the organisations' own providers (OpenID Connect, code flow with PKCE). */
export function signInService({ db, bus, clock, log, origin, seal }: SignInDeps) {
	const client = oidcClient({ clock, log });
	const writer = personWriter({ clock });

	/** A secret sealed with another key, such as before a restore, shuts its own provider only. */
	function openSecret(providerId: string, sealed: string): string {
		try {
			return seal.open(sealed, secretContext(providerId));
		} catch (error) {
			log.error({ err: error, providerId }, 'the secret of a sign-in provider was sealed with another key');
			throw new AppError('providerUnreachable', 503);
		}
	}

	/** @throws AppError notFound, providerUnreachable (503) */
	async function getProvider(id: string) {
		const provider = isUuid(id) ? await signInRepository(db).findActive(id) : undefined;
		if (!provider) throw notFound();
		const settings: ProviderSettings = {
			issuer: provider.issuer,
			clientId: provider.clientId,
			clientSecret: openSecret(id, provider.sealedClientSecret),
			scopes: provider.scopes,
			// One address for each provider: an answer meant for another one does not get in.
			redirectUri: `${origin}/sign-in/${id}/callback`
		};
		return { provider, settings };
	}
	type Provider = Awaited<ReturnType<typeof getProvider>>['provider'];

	/**
	 * Whoever has the address, and whether the organisation vouches for it: only then is somebody it already knows let
	 * in without a human.
	 */
	async function findByClaims(trx: Trx, provider: Provider, { claims }: Identity) {
		const vouched = normalEmail(textOf(claims, 'email'));
		const email = vouched || normalEmail(textOf(claims, 'preferred_username'));
		const person = email ? await peopleRepository(trx).findByEmail(email) : undefined;
		const isVouchedFor = vouched !== '' && (provider.trustsEmail || claims.email_verified === true);
		const isKnown = isVouchedFor && person?.organisationId === provider.organisationId;
		return { email, known: isKnown ? person : undefined, isTaken: person !== undefined };
	}

	/** @returns the account to sign in with, or null where a human has to decide */
	async function admit(provider: Provider, identity: Identity): Promise<string | null> {
		const { organisationId, id: providerId } = provider;
		const { issuer, subject, claims } = identity;
		const author = { actorId: null, organisationId };
		const rules = await signInRepository(db).listRules(providerId);
		const { homeUnitId, roles } = applySignInRules(rules, claims);
		const withOwn = (unitId: string) => [...roles, { role: 'requester' as const, unitId }];
		return inTransaction(db, bus, async (trx, events) => {
			// Two tabs of one first sign-in are one person.
			await lockByName(trx, `signIn ${issuer} ${subject}`);
			const account = await accountRepository(trx).findForSignIn(issuer, subject);
			if (account) {
				if (account.disabledAt || account.deactivatedAt) throw new AppError('personDeactivated', 403);
				if (account.organisationId !== organisationId) throw new AppError('signInElsewhere', 403);
				const { personId, homeUnitId: unitId } = account;
				await writer.followClaims(trx, events, author, { personId, providerId, roles: withOwn(unitId) });
				return account.id;
			}
			const { email, known, isTaken } = await findByClaims(trx, provider, identity);
			if (known?.deactivatedAt) throw new AppError('personDeactivated', 403);
			const displayName = textOf(claims, 'name', 'preferred_username', 'email') || subject;
			const unitId = known?.homeUnitId ?? homeUnitId;
			if (!unitId || !email || (isTaken && !known)) {
				await signInRepository(trx).ask({
					id: newId<'SignInRequest'>(clock.now().getTime()),
					providerId,
					organisationId,
					subject,
					displayName: displayName.slice(0, 200),
					email: email.slice(0, 254),
					askedAt: clock.now()
				});
				return null;
			}
			const personId =
				known?.id ?? (await writer.create(trx, events, author, { homeUnitId: unitId, displayName, email }));
			const accountId = await writer.link(trx, events, author, { personId, issuer, subject });
			await writer.followClaims(trx, events, author, { personId, providerId, roles: withOwn(unitId) });
			return accountId;
		});
	}

	return {
		/** Providers one may choose among, by organisation. */
		listProviders: () => signInRepository(db).listActive(),

		/**
		 * Begins a sign-in.
		 * @param clientAddress where the request came from
		 * @param reauthenticates the account that shall show who it is once more
		 * @returns where to send the browser, and a secret it must bring back in a cookie
		 * @throws AppError notFound, providerUnreachable (503), tooManyAttempts (429)
		 */
		async begin(
			providerId: string,
			{
				next,
				clientAddress,
				reauthenticates = null,
				isOther = false
			}: {
				next: string;
				clientAddress: string;
				reauthenticates?: string | null;
				isOther?: boolean;
			}
		): Promise<{ url: URL; browserSecret: string; lastsSeconds: number }> {
			const now = clock.now();
			const key = `signInBegin:${sha256(subscriberOf(clientAddress))}`;
			await requireWithinLimit(db, key, STARTS_PER_SUBSCRIBER, WINDOW_MS, now);
			const { settings } = await getProvider(providerId);
			const secrets = newSignInSecrets();
			const url = await client.authorizationUrl(settings, secrets, {
				isAgain: reauthenticates !== null,
				isOther
			});
			const browserSecret = newSecret();
			await signInRepository(db).deleteOldAttempts(now);
			await signInRepository(db).insertAttempt({
				stateHash: sha256(secrets.state),
				browserHash: sha256(browserSecret),
				providerId,
				nonce: secrets.nonce,
				codeVerifier: secrets.codeVerifier,
				next,
				reauthenticatesAccountId: reauthenticates,
				createdAt: now,
				expiresAt: new Date(now.getTime() + ATTEMPT_MS)
			});
			return { url, browserSecret, lastsSeconds: ATTEMPT_MS / 1000 };
		},

		/**
		 * Ends a sign-in: the answer is taken once, only from the browser that asked, only for the provider it asked.
		 * @param search the query of the address the provider sent the browser back to
		 * @throws AppError notFound, signInExpired (403), signInNotTrusted (403), signInDeclined (403),
		 * signInElsewhere (403), signInOtherPerson (403), personDeactivated (403), providerUnreachable (503)
		 */
		async finish(
			providerId: string,
			search: string,
			browserSecret: string | undefined
		): Promise<SignInResult> {
			const { provider, settings } = await getProvider(providerId);
			const state = new URLSearchParams(search).get('state') ?? '';
			const attempt = await signInRepository(db).takeAttempt(sha256(state));
			const isOurs =
				attempt?.providerId === providerId &&
				browserSecret !== undefined &&
				attempt.browserHash === sha256(browserSecret) &&
				attempt.expiresAt > clock.now();
			if (!isOurs) throw new AppError('signInExpired', 403);
			const { nonce, codeVerifier, next, reauthenticatesAccountId } = attempt;
			const isAgain = reauthenticatesAccountId !== null;
			const answer = new URL(`${settings.redirectUri}${search}`);
			const identity = await client.identify(settings, answer, { state, nonce, codeVerifier }, { isAgain });
			const { organisationClaim, organisationValue } = provider;
			if (
				organisationClaim &&
				organisationValue &&
				!hasClaimValue(identity.claims, organisationClaim, organisationValue)
			)
				throw new AppError('signInElsewhere', 403);
			const accountId = await admit(provider, identity);
			if (accountId === null) return { outcome: 'waiting' };
			if (isAgain && reauthenticatesAccountId !== accountId) throw new AppError('signInOtherPerson', 403);
			const account = await accountRepository(db).findForSignIn(identity.issuer, identity.subject);
			return {
				outcome: 'signedIn',
				accountId,
				locale: account?.locale ?? 'nb',
				next,
				session: { providerId, providerSession: identity.providerSession }
			};
		},

		/**
		 * The provider says that somebody signed out there; each notice is taken once.
		 * @returns how many sessions ended
		 * @throws AppError notFound, signInNotTrusted (403), providerUnreachable (503)
		 */
		async signOutByProvider(providerId: string, logoutToken: string): Promise<number> {
			const { settings } = await getProvider(providerId);
			const notice = await client.readLogout(settings, logoutToken);
			const isNew = await signInRepository(db).spendLogoutToken(
				sha256(`${providerId} ${notice.tokenId}`),
				notice.expiresAt,
				clock.now()
			);
			if (!isNew) throw refused('signOutRepeated');
			return signInRepository(db).endSessions(providerId, settings.issuer, notice);
		},

		/**
		 * The browser comes from the provider's sign-out page; only the session it names ends.
		 * @throws AppError notFound, signInNotTrusted (403)
		 */
		async signOutInBrowser(
			providerId: string,
			{ issuer, providerSession }: { issuer: string; providerSession: string }
		): Promise<number> {
			const { settings } = await getProvider(providerId);
			if (issuer !== settings.issuer || !providerSession) throw new AppError('signInNotTrusted', 403);
			return signInRepository(db).endSessions(providerId, issuer, { subject: null, providerSession });
		}
	};
}
export type SignInService = ReturnType<typeof signInService>;

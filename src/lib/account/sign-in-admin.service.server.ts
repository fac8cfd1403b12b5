import { requireAccess } from '$lib/organisation/access.server';
import type { Role } from '$lib/organisation/organisation';
import { reachOf, type Actor } from '$lib/organisation/permission';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import type { Trx } from '$lib/platform/db.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { Seal } from '$lib/platform/seal.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { oidcClient } from './oidc.server';
import { applySignInRules, type Claims } from './sign-in-rule';
import { signInRepository } from './sign-in.repository.server';
import { secretContext } from './sign-in.service.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'signInProvider.added': { providerId: string };
		'signInProvider.changed': { providerId: string };
		'signInRule.added': { providerId: string; ruleId: string };
		'signInRule.removed': { providerId: string; ruleId: string };
		'organisation.signInChanged': { allowsPassword: boolean };
	}
}

export interface ProviderInput {
	name: string;
	issuer: string;
	clientId: string;
	/** Empty when it is to stay as it is. */
	clientSecret: string;
	scopes?: string;
	/** A provider shared by many says in this claim whose person it is. */
	organisationClaim?: string | null;
	organisationValue?: string | null;
	/** The provider's addresses are the organisation's own: somebody known by one is that person. */
	trustsEmail?: boolean;
	isActive?: boolean;
}

export interface RuleInput {
	claim: string;
	value: string;
	kind: 'homeUnit' | 'role';
	role: Role | null;
	unitId: string;
}

type Deps = ServiceDeps & { organisation: OrganisationService; seal: Seal };

/** The administrator's room for sign-in: providers and their rules. */
export function signInAdminService({ db, bus, clock, log, seal, organisation }: Deps) {
	const client = oidcClient({ clock, log });
	const ownOrganisation = (actor: Actor) => ({ organisationId: actor.organisationId });

	async function getProvider(actor: Actor, id: string, within: typeof db | Trx = db) {
		const found = await signInRepository(within).findProvider(id);
		if (!found || !reachOf(actor, 'signIn.manage').organisationIds.includes(found.organisationId))
			throw notFound();
		return found;
	}

	/** @throws AppError required (422) where this installation has another key than the one it was sealed with */
	function openSecret({ id, sealedClientSecret }: { id: string; sealedClientSecret: string }): string {
		try {
			return seal.open(sealedClientSecret, secretContext(id));
		} catch {
			throw invalid('required', { field: 'clientSecret' });
		}
	}

	/** Asks the provider who it is, before anyone depends on it. */
	const requireReachable = async (input: ProviderInput, clientSecret: string) => {
		if (URL.parse(input.issuer) === null) throw invalid('invalid', { field: 'issuer' });
		try {
			await client.authorizationUrl(
				{ ...input, clientSecret, scopes: 'openid', redirectUri: 'https://omatt.invalid/' },
				{ state: 'x', nonce: 'x', codeVerifier: 'x' }
			);
		} catch {
			throw invalid('providerNotFound', { field: 'issuer' });
		}
	};

	return {
		/** Providers of the actor's organisation with their rules. Secrets stay where they are. */
		async list(actor: Actor) {
			requireAccess(actor, 'signIn.manage', ownOrganisation(actor));
			const providers = await signInRepository(db).listOfOrganisations([actor.organisationId]);
			return Promise.all(
				providers.map(async ({ sealedClientSecret: _, ...provider }) => ({
					...provider,
					rules: await signInRepository(db).listRules(provider.id)
				}))
			);
		},

		/** @throws AppError notAllowed, invalid, providerNotFound (422) when nobody answers at the issuer */
		async addProvider(actor: Actor, { id, ...input }: ProviderInput & { id: string }): Promise<void> {
			requireAccess(actor, 'signIn.manage', ownOrganisation(actor));
			if (!input.clientSecret) throw invalid('required', { field: 'clientSecret' });
			await requireReachable(input, input.clientSecret);
			await inTransaction(db, bus, async (trx, events) => {
				const at = clock.now();
				const { clientSecret, ...rest } = input;
				await signInRepository(trx).insertProvider({
					...rest,
					id,
					organisationId: actor.organisationId,
					sealedClientSecret: seal.close(clientSecret, secretContext(id)),
					createdAt: at
				});
				await events.emit(
					'signInProvider.added',
					{
						actorId: actor.personId,
						organisationId: actor.organisationId,
						subjectKind: 'signInProvider',
						subjectId: id,
						at
					},
					{ providerId: id }
				);
			});
		},

		/** @throws AppError notFound, movedMeanwhile (409) when someone else changed it since it was read */
		async changeProvider(
			actor: Actor,
			{ id, version, ...input }: ProviderInput & { id: string; version: number }
		): Promise<void> {
			const before = await getProvider(actor, id);
			const { clientSecret, ...rest } = input;
			const secret = clientSecret || openSecret(before);
			if (input.isActive !== false) await requireReachable(input, secret);
			await inTransaction(db, bus, async (trx, events) => {
				const sealedClientSecret = seal.close(secret, secretContext(id));
				if (!(await signInRepository(trx).updateProvider(id, version, { ...rest, sealedClientSecret })))
					throw refused('changedMeanwhile');
				await events.emit(
					'signInProvider.changed',
					{
						actorId: actor.personId,
						organisationId: before.organisationId,
						subjectKind: 'signInProvider',
						subjectId: id,
						fromState: before.isActive ? 'active' : 'off',
						toState: input.isActive === false ? 'off' : 'active',
						at: clock.now()
					},
					{ providerId: id }
				);
			});
		},

		/** @throws AppError notFound, chooseOne (422) for a unit of nobody's */
		async addRule(actor: Actor, providerId: string, rule: RuleInput): Promise<string> {
			const { organisationId } = await getProvider(actor, providerId);
			await organisation.requireUnit(actor, rule.unitId);
			const id = newId<'SignInRule'>(clock.now().getTime());
			await inTransaction(db, bus, async (trx, events) => {
				const at = clock.now();
				await signInRepository(trx).insertRule({ id, providerId, organisationId, ...rule, createdAt: at });
				await events.emit(
					'signInRule.added',
					{
						actorId: actor.personId,
						organisationId,
						subjectKind: 'signInRule',
						subjectId: id,
						toState: rule.role ?? rule.kind,
						at
					},
					{ providerId, ruleId: id }
				);
			});
			return id;
		},

		/** @throws AppError notFound */
		async removeRule(actor: Actor, providerId: string, ruleId: string): Promise<void> {
			const { organisationId } = await getProvider(actor, providerId);
			await inTransaction(db, bus, async (trx, events) => {
				if (!(await signInRepository(trx).deleteRule(providerId, ruleId))) throw notFound();
				await events.emit(
					'signInRule.removed',
					{
						actorId: actor.personId,
						organisationId,
						subjectKind: 'signInRule',
						subjectId: ruleId,
						at: clock.now()
					},
					{ providerId, ruleId }
				);
			});
		},

		/** What the rules would make of these claims; nothing is stored. @throws AppError notFound */
		async dryRun(actor: Actor, providerId: string, claims: Claims) {
			await getProvider(actor, providerId);
			const rules = await signInRepository(db).listRules(providerId);
			const outcome = applySignInRules(rules, claims);
			const nameOf = (unitId: string) => rules.find((rule) => rule.unitId === unitId)?.unitName ?? '';
			return {
				homeUnit: outcome.homeUnitId === null ? null : nameOf(outcome.homeUnitId),
				roles: outcome.roles.map(({ role, unitId }) => ({ role, unitName: nameOf(unitId) })),
				appliedRuleIds: outcome.appliedRuleIds
			};
		},

		/**
		 * Turns passwords on or off for the organisation's people, and how fresh a sign-in must be to approve.
		 * @throws AppError notAllowed, passwordsNeeded (409) when no provider is active to sign in with instead
		 */
		async setPolicy(
			actor: Actor,
			policy: { allowsPassword: boolean; reauthenticateMinutes: number }
		): Promise<void> {
			requireAccess(actor, 'signIn.manage', ownOrganisation(actor));
			const { organisationId } = actor;
			await inTransaction(db, bus, async (trx, events) => {
				const providers = await signInRepository(trx).listOfOrganisations([organisationId]);
				if (!policy.allowsPassword && !providers.some(({ isActive }) => isActive))
					throw refused('passwordsNeeded', { field: 'allowsPassword' });
				await signInRepository(trx).setPolicy(organisationId, policy);
				await events.emit(
					'organisation.signInChanged',
					{
						actorId: actor.personId,
						organisationId,
						subjectKind: 'organisation',
						subjectId: organisationId,
						toState: policy.allowsPassword ? 'passwordsOn' : 'passwordsOff',
						at: clock.now()
					},
					{ allowsPassword: policy.allowsPassword }
				);
			});
		},

		/** Whether passwords are on, and how fresh a sign-in must be to approve. */
		async readPolicy(actor: Actor) {
			requireAccess(actor, 'signIn.manage', ownOrganisation(actor));
			return signInRepository(db).readPolicy(actor.organisationId);
		}
	};
}

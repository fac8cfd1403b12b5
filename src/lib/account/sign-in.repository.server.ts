import { sql, type Insertable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type {
	SignInAttemptTable,
	SignInProviderTable,
	SignInRequestTable,
	SignInRuleTable
} from './sign-in.tables';

/** SQL of identity providers, their rules and the sign-ins under way. */
export const signInRepository = (db: Db) => ({
	/** Providers one may sign in with, by organisation and name. */
	listActive: () =>
		db
			.selectFrom('signInProvider')
			.innerJoin('organisation', 'organisation.id', 'signInProvider.organisationId')
			.select(['signInProvider.id', 'signInProvider.name', 'organisation.name as organisationName'])
			.where('signInProvider.isActive', '=', true)
			.orderBy('organisation.name')
			.orderBy('signInProvider.name')
			.execute(),

	findActive: (id: string) =>
		db
			.selectFrom('signInProvider')
			.selectAll()
			.where('id', '=', id)
			.where('isActive', '=', true)
			.executeTakeFirst(),

	findProvider: (id: string) =>
		db.selectFrom('signInProvider').selectAll().where('id', '=', id).executeTakeFirst(),

	listOfOrganisations: (organisationIds: readonly string[]) =>
		db
			.selectFrom('signInProvider')
			.selectAll()
			.where('organisationId', 'in', [...organisationIds])
			.orderBy('name')
			.execute(),

	insertProvider: (provider: Insertable<SignInProviderTable>) =>
		db.insertInto('signInProvider').values(provider).execute(),

	/** @returns whether the version was still the one that was read */
	updateProvider: async (id: string, version: number, set: Updateable<SignInProviderTable>) => {
		const { numUpdatedRows } = await db
			.updateTable('signInProvider')
			.set({ ...set, version: version + 1 })
			.where('id', '=', id)
			.where('version', '=', version)
			.executeTakeFirst();
		return numUpdatedRows === 1n;
	},

	/** In the order they were made: the first that gives a home unit wins. */
	listRules: (providerId: string) =>
		db
			.selectFrom('signInRule')
			.innerJoin('unit', 'unit.id', 'signInRule.unitId')
			.select([
				'signInRule.id',
				'signInRule.claim',
				'signInRule.value',
				'signInRule.kind',
				'signInRule.role',
				'signInRule.unitId',
				'unit.name as unitName'
			])
			.where('signInRule.providerId', '=', providerId)
			.orderBy('signInRule.createdAt')
			.orderBy('signInRule.id')
			.execute(),

	insertRule: (rule: Insertable<SignInRuleTable>) => db.insertInto('signInRule').values(rule).execute(),

	deleteRule: async (providerId: string, id: string): Promise<boolean> => {
		const { numDeletedRows } = await db
			.deleteFrom('signInRule')
			.where('providerId', '=', providerId)
			.where('id', '=', id)
			.executeTakeFirst();
		return numDeletedRows === 1n;
	},

	setPolicy: (id: string, policy: { allowsPassword: boolean; reauthenticateMinutes: number }) =>
		db.updateTable('organisation').set(policy).where('id', '=', id).execute(),

	readPolicy: (id: string) =>
		db
			.selectFrom('organisation')
			.select(['allowsPassword', 'reauthenticateMinutes'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow(),

	insertAttempt: (attempt: Insertable<SignInAttemptTable>) =>
		db.insertInto('signInAttempt').values(attempt).execute(),

	/** Takes the attempt out of the world: nobody comes back twice. */
	takeAttempt: (stateHash: string) =>
		db.deleteFrom('signInAttempt').where('stateHash', '=', stateHash).returningAll().executeTakeFirst(),

	deleteOldAttempts: (now: Date) => db.deleteFrom('signInAttempt').where('expiresAt', '<=', now).execute(),

	/** @returns false when the token was used before */
	spendLogoutToken: async (tokenHash: string, expiresAt: Date, now: Date): Promise<boolean> => {
		await db.deleteFrom('spentLogoutToken').where('expiresAt', '<=', now).execute();
		const { numInsertedOrUpdatedRows } = await db
			.insertInto('spentLogoutToken')
			.values({ tokenHash, expiresAt })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		return numInsertedOrUpdatedRows === 1n;
	},

	/** Ends the sessions a provider began, of one of its own sessions or of all of a person's. */
	endSessions: async (
		providerId: string,
		issuer: string,
		{ subject, providerSession }: { subject: string | null; providerSession: string | null }
	): Promise<number> => {
		const { numDeletedRows } = await db
			.deleteFrom('session')
			.where('providerId', '=', providerId)
			.$if(providerSession !== null, (query) => query.where('providerSession', '=', providerSession))
			.$if(subject !== null, (query) =>
				query.where('accountId', 'in', (eb) =>
					eb
						.selectFrom('account')
						.select('account.id')
						.where('account.issuer', '=', issuer)
						.where('account.subject', '=', subject)
				)
			)
			.executeTakeFirst();
		return Number(numDeletedRows);
	},

	/** Notes who asks to be let in; whoever asked before is not noted twice. */
	ask: (request: Insertable<SignInRequestTable>) =>
		db
			.insertInto('signInRequest')
			.values(request)
			.onConflict((conflict) =>
				conflict
					.columns(['providerId', 'subject'])
					.doUpdateSet({ displayName: request.displayName, email: request.email })
			)
			.returning(['id', 'state'])
			.executeTakeFirstOrThrow(),

	listWaiting: (organisationIds: readonly string[]) =>
		db
			.selectFrom('signInRequest')
			.innerJoin('signInProvider', 'signInProvider.id', 'signInRequest.providerId')
			.leftJoin('person as colleague', (join) =>
				join
					.on(sql<boolean>`lower(colleague.email) = lower(sign_in_request.email)`)
					.onRef('colleague.organisationId', '=', 'signInRequest.organisationId')
					.on('colleague.deactivatedAt', 'is', null)
			)
			.select([
				'signInRequest.id',
				'signInRequest.displayName',
				'signInRequest.email',
				'signInRequest.askedAt',
				'signInProvider.name as providerName',
				'colleague.displayName as colleagueName'
			])
			.where('signInRequest.organisationId', 'in', [...organisationIds])
			.where('signInRequest.state', '=', 'waiting')
			.orderBy('signInRequest.askedAt')
			.execute(),

	findRequestForUpdate: (id: string) =>
		db
			.selectFrom('signInRequest')
			.innerJoin('signInProvider', 'signInProvider.id', 'signInRequest.providerId')
			.select([
				'signInRequest.id',
				'signInRequest.organisationId',
				'signInRequest.providerId',
				'signInRequest.subject',
				'signInRequest.displayName',
				'signInRequest.email',
				'signInRequest.state',
				'signInProvider.issuer'
			])
			.where('signInRequest.id', '=', id)
			.forUpdate('signInRequest')
			.executeTakeFirst(),

	decideRequest: (id: string, set: { state: 'admitted' | 'refused'; decidedAt: Date; decidedBy: string }) =>
		db.updateTable('signInRequest').set(set).where('id', '=', id).execute()
});

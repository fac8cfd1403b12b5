import { z } from 'zod';
import { TOKEN_SCOPES } from '$lib/organisation/token-scope';
import { emailField } from './account.schema';
import { GIVEN_ROLES } from './sign-in-admin.schema';

const MAX_DAYS = 366;
const text = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong');
/** Ticked boxes: none, one or several. */
const several = <Value extends string>(values: readonly [Value, ...Value[]]) =>
	z.preprocess(
		(given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
		z.array(z.enum(values, 'chooseOne'))
	);
const [firstRole = 'requester', ...otherRoles] = GIVEN_ROLES;
const [firstScope, ...otherScopes] = TOKEN_SCOPES;

export const invitePersonForm = z.object({
	name: text(200),
	email: emailField,
	unitId: z.uuid('chooseOne'),
	roles: several([firstRole, ...otherRoles])
});
export const moveHomeForm = z.object({ unitId: z.uuid('chooseOne') });
export const giveRoleForm = z.object({ role: z.enum(GIVEN_ROLES, 'chooseOne'), unitId: z.uuid('chooseOne') });
export const endRoleForm = z.object({ membershipId: z.uuid('invalid') });
export const deactivateForm = z.object({
	deputyEmail: z.union([z.literal(''), emailField]).transform((value) => value || null)
});

export const createTokenForm = z.object({
	name: text(100),
	email: emailField,
	scopes: several([firstScope, ...otherScopes]).refine((scopes) => scopes.length > 0, 'chooseSome'),
	days: z.coerce
		.number('tokenDaysRange')
		.int('tokenDaysRange')
		.min(1, 'tokenDaysRange')
		.max(MAX_DAYS, 'tokenDaysRange')
});
export const revokeTokenForm = z.object({ tokenId: z.uuid('invalid') });
export const removeScopeForm = revokeTokenForm.extend({ scope: z.enum(TOKEN_SCOPES, 'chooseOne') });

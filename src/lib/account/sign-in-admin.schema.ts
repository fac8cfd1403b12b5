import { z } from 'zod';
import { ROLES } from '$lib/organisation/organisation';
import { emailField } from './account.schema';

const text = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong');
const optional = (max: number) => z.string().trim().max(max, 'tooLong').default('');
const ticked = z
	.literal('on')
	.optional()
	.transform((value) => value === 'on');

/** Roles a provider may give: the instance is nobody's organisation. */
export const GIVEN_ROLES = ROLES.filter((role) => role !== 'operator');

const issuer = text(500)
	.transform((value) => value.replace(/\/$/, ''))
	.refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''), 'issuerInvalid');

const provider = {
	name: text(100),
	issuer,
	clientId: text(300),
	clientSecret: optional(1000),
	scopes: text(500)
		.default('openid profile email')
		.refine((value) => value.split(/\s+/).includes('openid'), 'scopesWithoutOpenid'),
	organisationClaim: optional(300).transform((value) => value || null),
	organisationValue: optional(300).transform((value) => value || null),
	trustsEmail: ticked
};
const isWhole = (value: { organisationClaim: string | null; organisationValue: string | null }) =>
	(value.organisationClaim === null) === (value.organisationValue === null);
const bothOrNeither = { path: ['organisationValue'], message: 'bothOrNeither' };

export const addProviderForm = z
	.object({ id: z.uuid('invalid'), ...provider })
	.refine(isWhole, bothOrNeither);
export const changeProviderForm = z
	.object({ version: z.coerce.number().int().positive(), ...provider, isActive: ticked })
	.refine(isWhole, bothOrNeither);

export const addRuleForm = z
	.object({
		claim: text(300),
		value: text(300),
		/** `homeUnit`, or a role. */
		gives: z.enum(['homeUnit', ...GIVEN_ROLES], 'chooseOne'),
		unitId: z.uuid('chooseOne')
	})
	.transform(({ gives, ...rule }) =>
		gives === 'homeUnit'
			? { ...rule, kind: 'homeUnit' as const, role: null }
			: { ...rule, kind: 'role' as const, role: gives }
	);
export const removeRuleForm = z.object({ ruleId: z.uuid('invalid') });

/** Claims as an identity provider's own tools show them. */
export const dryRunForm = z.object({
	claims: text(20_000).transform((value, context) => {
		try {
			const read: unknown = JSON.parse(value);
			if (typeof read === 'object' && read !== null && !Array.isArray(read))
				return read as Record<string, unknown>;
		} catch {
			// Said below, with everything else that is no claims.
		}
		context.addIssue({ code: 'custom', message: 'claimsNotJson' });
		return z.NEVER;
	})
});

export const admitForm = z.object({
	requestId: z.uuid('invalid'),
	unitId: z.uuid('chooseOne'),
	email: emailField
});
export const connectForm = z.object({ requestId: z.uuid('invalid'), email: emailField });
export const refuseForm = z.object({ requestId: z.uuid('invalid') });

export const policyForm = z.object({
	allowsPassword: ticked,
	reauthenticateMinutes: z.coerce
		.number('invalid')
		.int('invalid')
		.min(1, 'reauthenticateRange')
		.max(1440, 'reauthenticateRange')
});

import { z } from 'zod';
import { problemSchema } from './common.schema';
import { pathTemplate, type Operation } from './operation';

type Json = Record<string, unknown>;
type Schemas = Map<string, Json>;

export interface DocumentInput {
	operations: readonly Operation[];
	/** The row of the operation's route: what a token needs. */
	accessOf: (operation: Operation) => unknown;
	/** Where the API is reached, without a trailing slash. */
	origin: string;
}

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A schema as JSON Schema, with what it is made of by name in `schemas`. Patterns beside a format only repeat it, and
 * answers may grow: whoever reads them must not refuse what is new.
 */
function schemaOf(schemas: Schemas, schema: z.ZodType, io: 'input' | 'output'): Json {
	const made = z.toJSONSchema(schema, {
		io,
		unrepresentable: 'any',
		override: ({ jsonSchema }) => {
			if (jsonSchema.format) delete jsonSchema.pattern;
			if (io === 'output') delete jsonSchema.additionalProperties;
		}
	});
	const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/');
	const { $schema: _, $defs, ...root } = JSON.parse(text) as Json;
	if (isObject($defs)) for (const [name, named] of Object.entries($defs)) schemas.set(name, named as Json);
	return root;
}

/** The members of an object schema as parameters. */
function parametersOf(schemas: Schemas, schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
	if (!(schema instanceof z.ZodObject)) return [];
	return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, member]) => {
		const { description, ...made } = schemaOf(schemas, member, 'output');
		return {
			name,
			in: where,
			required: where === 'path' || !member.safeParse(undefined).success,
			...(typeof description === 'string' && { description }),
			schema: made
		};
	});
}

const FILES: Json = {
	type: 'object',
	properties: { photo: { type: 'array', items: { type: 'string', contentMediaType: 'image/*' } } }
};
const IDEMPOTENCY_KEY: Json = {
	name: 'Idempotency-Key',
	in: 'header',
	required: false,
	description:
		'A key of your own for this request. Sent again with the same content, the first answer is repeated (7 days); with other content it is refused.',
	schema: { type: 'string', minLength: 1, maxLength: 200 }
};
const REFUSALS: Record<number, string> = {
	400: 'Not JSON, or not a form',
	401: 'No token, or one that is unknown, expired or revoked',
	403: 'The token lacks the scope, or the person may not do this',
	404: 'Unknown, or not for this person: the two look the same',
	409: 'A rule refuses it as things stand',
	413: 'Too large',
	415: 'Another content type than asked for',
	422: 'Something in it cannot be used; each field says why',
	429: 'Too many; come back after Retry-After',
	500: 'Our fault; `instance` leads to the log'
};

const refusalsOf = ({ body, takesFiles, method, refusals = [] }: Operation): number[] =>
	[
		...new Set([
			...(body || takesFiles ? [400, 413, 415, 422] : []),
			...(method === 'POST' ? [409, 422] : []),
			401,
			403,
			500,
			...refusals
		])
	].sort((a, b) => a - b);

function operationJson(schemas: Schemas, operation: Operation, scopes: string[]): Json {
	const { method, body, takesFiles, answers } = operation;
	const content = (schema: Json, type = 'application/json') => ({ [type]: { schema } });
	return {
		operationId: operation.id,
		tags: [operation.tag],
		summary: operation.summary,
		...(operation.description && { description: operation.description }),
		security: [{ bearer: scopes }],
		parameters: [
			...parametersOf(schemas, operation.params, 'path'),
			...parametersOf(schemas, operation.query, 'query'),
			...(method === 'POST' ? [IDEMPOTENCY_KEY] : [])
		],
		...(body && { requestBody: { required: true, content: content(schemaOf(schemas, body, 'input')) } }),
		...(takesFiles && { requestBody: { required: true, content: content(FILES, 'multipart/form-data') } }),
		responses: {
			...Object.fromEntries(
				Object.entries(answers).map(([status, schema]) => [
					status,
					{
						description:
							status === '201' ? 'Made' : status === '207' ? 'Some kept, some refused' : 'Answered',
						...(status === '201' &&
							operation.location && { headers: { Location: { schema: { type: 'string' } } } }),
						content: content(schemaOf(schemas, schema, 'output'))
					}
				])
			),
			...Object.fromEntries(
				refusalsOf(operation).map((status) => [
					status,
					{
						description: REFUSALS[status],
						content: content({ $ref: '#/components/schemas/Problem' }, 'application/problem+json')
					}
				])
			)
		}
	};
}

const scopeIn = (access: unknown): string[] =>
	isObject(access) && typeof access.scope === 'string' ? [access.scope] : [];

/** The OpenAPI 3.1 document of the operations, made from the schemas that answer the requests. */
export function openApiDocument({ operations, accessOf, origin }: DocumentInput): Json {
	const schemas: Schemas = new Map();
	schemaOf(schemas, z.object({ problem: problemSchema }), 'output');
	const paths: Record<string, Json> = {};
	for (const operation of operations) {
		const path = pathTemplate(operation.routeId);
		paths[path] = {
			...paths[path],
			[operation.method.toLowerCase()]: operationJson(schemas, operation, scopeIn(accessOf(operation)))
		};
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'Omatt',
			version: '1',
			description:
				'Look for reuse before you buy. The API runs the same services, rules and refusals as the screens. Quantities are decimal numbers with at most three places, money is øre ex VAT, dates are those of Europe/Oslo, instants are UTC. Texts follow Accept-Language (nb, nn, en).'
		},
		servers: [{ url: origin }],
		tags: ['listings', 'needs', 'clearances', 'reports', 'benefits'].map((name) => ({ name })),
		paths,
		components: {
			schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
			securitySchemes: {
				bearer: {
					type: 'http',
					scheme: 'bearer',
					description: 'A token from `npm run omatt -- token create`; the operation names the scope it needs.'
				}
			}
		}
	};
}

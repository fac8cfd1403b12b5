import type { z } from 'zod';

export type Method = 'GET' | 'POST';
/** Answers by status; a status without a body is not used by this API. */
export type Answers = Readonly<Record<number, z.ZodType>>;

/** One thing the API can do: what it takes and answers, for the endpoint and for the OpenAPI document alike. */
export interface Operation<
	Params extends z.ZodType = z.ZodType,
	Query extends z.ZodType = z.ZodType,
	Body extends z.ZodType = z.ZodType,
	Given extends Answers = Answers
> {
	/** As the router writes it: `/api/v1/needs/[id]`. */
	routeId: string;
	method: Method;
	/** Unique; clients name their functions by it. */
	id: string;
	tag: 'listings' | 'needs' | 'clearances' | 'benefits' | 'reports';
	summary: string;
	description?: string;
	/** Parts of the path; one that does not fit is as unknown as an unknown id. */
	params?: Params;
	query?: Query;
	body?: Body;
	/** The body is a form with files, each a part of its own. */
	takesFiles?: boolean;
	answers: Given;
	/** Codes of refusals that belong to this operation; those every operation has are added. */
	refusals?: readonly (404 | 409 | 413 | 422 | 429)[];
	/** What a service calls a field, where the API has another name for it. */
	fieldNames?: Readonly<Record<string, string>>;
	/** Where what was made can be read, from the answer. */
	location?: (answer: unknown) => string | undefined;
}

/** Keeps the schemas' own types. */
export const operation = <
	Given extends Answers,
	Params extends z.ZodType = z.ZodType<undefined>,
	Query extends z.ZodType = z.ZodType<undefined>,
	Body extends z.ZodType = z.ZodType<undefined>
>(
	given: Operation<Params, Query, Body, Given>
): Operation<Params, Query, Body, Given> => given;

/** `/api/v1/needs/[id]` → `/api/v1/needs/{id}`. */
export const pathTemplate = (routeId: string): string => routeId.replace(/\[([^\]]+)\]/g, '{$1}');

import type { Locator } from '@playwright/test';
import en from '../../../src/lib/i18n/messages/en.json' with { type: 'json' };
import nb from '../../../src/lib/i18n/messages/nb.json' with { type: 'json' };
import nn from '../../../src/lib/i18n/messages/nn.json' with { type: 'json' };

export const LOCALES = ['nb', 'nn', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export type MessageKey = keyof typeof nb;

const MESSAGES: Record<Locale, Record<string, unknown>> = { nb, nn, en };

/** The text a person reads, from the product's own message file. @throws when there is no such text */
export function text(key: MessageKey, params: Record<string, string | number> = {}, locale: Locale = 'nb') {
	const found = MESSAGES[locale][key];
	if (typeof found !== 'string') throw new Error(`No text ${key} in ${locale}`);
	return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Matches where a text stands among other words. */
export const containing = (key: MessageKey, params?: Record<string, string | number>): RegExp =>
	new RegExp(text(key, params).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** A text up to its first parameter, where the rest is not the test's business. */
export const startOf = (key: MessageKey): string => text(key).split('{')[0]?.trim() ?? '';

/** Names of all messages, to be looked for where they must not be seen. */
export const messageKeys = (): string[] => Object.keys(nb);

/** Trimmed text with ordinary spaces. */
export const plainText = async (locator: Locator): Promise<string> =>
	((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim();

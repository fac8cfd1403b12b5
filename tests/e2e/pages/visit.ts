import { expect, type Page } from '@playwright/test';
import type { PageToLookAt } from './all-pages';

/** Goes to a page as it is listed, over a link where it has no fixed address. */
export async function visit(page: Page, { path, follow, name }: PageToLookAt): Promise<void> {
	await page.goto(path);
	if (follow) {
		const addresses = await page.locator('main a').evaluateAll((links) =>
			links.map((link) => link.getAttribute('href') ?? '')
		);
		const address = addresses.find((each) => follow.test(each));
		if (!address) throw new Error(`Nothing on ${path} leads to ${name}`);
		await page.goto(address);
	}
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

import { expect, type Page } from '@playwright/test';

/** The demo's one tap. */
export async function signIn(page: Page, name: string): Promise<void> {
	await page.goto('/sign-in');
	await page.getByRole('button', { name: new RegExp(name) }).click();
	await expect(page).toHaveURL(/\/home$/);
}

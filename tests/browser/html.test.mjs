// Valid HTML by the Nu checker, without a warning, on all pages.

import { test } from 'node:test';

import { none } from './lib/expect.mjs';
import { checkFolders } from './lib/nu.mjs';
import { site } from './lib/site.mjs';

test('every page is valid HTML', () => none(checkFolders(site()).map(({ line }) => line), 'error or warning of the Nu checker'));

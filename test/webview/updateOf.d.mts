import type { OutlineData, OutlineUpdate } from '../../src/protocol/outline.ts';

export function updateOf(data: OutlineData): OutlineUpdate;

export function textPaper(length: number): string;
export function jatsPaper(length: number): string;

export function judges(folder: string, file: string): boolean;

import library1 from './001-library.sql?raw';
import project1 from './001-project.sql?raw';
import project2 from './002-project.sql?raw';
import project3 from './003-project.sql?raw';
import project4 from './004-project.sql?raw';
import project5 from './005-project.sql?raw';
import project6 from './006-project.sql?raw';
import project7 from './007-project.sql?raw';
import project8 from './008-project.sql?raw';

export interface Migration {
  /** The version that the database has afterwards; counted up by one from 1. */
  version: number;
  sql: string;
}

/** Never edit one that was released: add the next. */
export const projectMigrations: readonly Migration[] = [
  { version: 1, sql: project1 },
  { version: 2, sql: project2 },
  { version: 3, sql: project3 },
  { version: 4, sql: project4 },
  { version: 5, sql: project5 },
  { version: 6, sql: project6 },
  { version: 7, sql: project7 },
  { version: 8, sql: project8 },
];

export const libraryMigrations: readonly Migration[] = [{ version: 1, sql: library1 }];

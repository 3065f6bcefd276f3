/** A file's text, put in by the bundler. */
declare module '*.sql?raw' {
  const text: string;
  export default text;
}

import type { ReactNode } from 'react';
import type { CardBlock, Span } from './card-blocks';

/** Blocks of a model card. */
export function CardView({ blocks }: { blocks: readonly CardBlock[] }): ReactNode {
  return (
    <div className="model-card selectable">
      {blocks.map((block) => (
        <Block key={block.line} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: CardBlock }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? <h3 className="card-title">{block.text}</h3> : <h4>{block.text}</h4>;
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item.map(({ text }) => text).join('')}>
              <Spans spans={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <CardTable head={block.head} rows={block.rows} />;
    case 'code':
      return <pre className="card-code">{block.text}</pre>;
  }
}

function Spans({ spans }: { spans: readonly Span[] }): ReactNode {
  return spans.map(({ text, isCode }) => (isCode ? <code key={text}>{text}</code> : text));
}

function CardTable({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }): ReactNode {
  return (
    <table className="card-table">
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, column) => (
              <td key={head[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { basename } from 'node:path';
import ts from 'typescript';

/** An exported type of the configuration, as its comments describe it. */
export interface DescribedType {
  readonly name: string;
  readonly text: string;
  /** The types whose fields it has as well. */
  readonly extends: readonly string[];
  readonly fields: readonly DescribedField[];
}

export interface DescribedField {
  readonly name: string;
  readonly type: ts.TypeNode;
  readonly required: boolean;
  readonly default?: string;
  readonly text: string;
}

/** A field that its users cannot understand without reading the code. */
export class CommentMissing extends Error {
  override readonly name = 'CommentMissing';
}

/** The exported interfaces of the files, in the order in which they stand there. */
export const typesIn = (files: readonly ts.SourceFile[]): readonly DescribedType[] =>
  files.flatMap((file) => file.statements.filter(isExportedInterface).map(describeType));

const isExportedInterface = (statement: ts.Statement): statement is ts.InterfaceDeclaration =>
  ts.isInterfaceDeclaration(statement) &&
  (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);

function describeType(node: ts.InterfaceDeclaration): DescribedType {
  const name = node.name.text;
  return {
    name,
    text: commentOf(node, name),
    extends: node.heritageClauses?.flatMap(({ types }) => types.map((type) => type.expression.getText())) ?? [],
    fields: node.members.map((member) => describeField(member, name)),
  };
}

function describeField(member: ts.TypeElement, owner: string): DescribedField {
  const name = member.name?.getText() ?? '';
  const place = `${owner}.${name}`;
  if (!ts.isPropertySignature(member) || member.type === undefined) throw new Error(`${place} is not a field`);
  const usual = defaultOf(member);
  return {
    name,
    type: member.type,
    required: member.questionToken === undefined,
    ...(usual !== undefined && { default: usual }),
    text: commentOf(member, place),
  };
}

/** The text of the comment without its tags. */
export function commentOf(node: ts.Node, place: string): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join('\n\n');
  if (text.trim() !== '') return text.trim();
  throw new CommentMissing(
    `${basename(node.getSourceFile().fileName)}: ${place} has no comment. The configuration reference is written from the ` +
      'comments: say what the field does, what is allowed, and after @default what happens without it.',
  );
}

function defaultOf(node: ts.Node): string | undefined {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'default');
  return tag && ts.getTextOfJSDocComment(tag.comment)?.replaceAll(/\s+/g, ' ').trim();
}

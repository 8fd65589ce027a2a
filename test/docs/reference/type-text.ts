import ts from 'typescript';
import { anchorOf } from '../../../docs/.vitepress/anchors.ts';
import { commentOf } from './types.ts';

/** A type that is not part of the configuration's own files, and too long to be written out at each field. */
export interface OtherType {
  readonly name: string;
  readonly text: string;
}

/** Writes types for readers: names of choices are written out, and other names lead to their section. */
export class TypeText {
  readonly #checker: ts.TypeChecker;
  readonly #sections: ReadonlySet<string>;
  readonly #others = new Map<string, OtherType>();

  constructor(checker: ts.TypeChecker, sections: ReadonlySet<string>) {
    this.#checker = checker;
    this.#sections = sections;
  }

  /** What was referred to so far and has no section yet. */
  get others(): readonly OtherType[] {
    return [...this.#others.values()];
  }

  of(node: ts.TypeNode): string {
    if (ts.isUnionTypeNode(node)) return this.#union(node);
    if (ts.isArrayTypeNode(node)) return `list of ${this.of(node.elementType)}`;
    if (ts.isTypeReferenceNode(node)) return this.#reference(node);
    return code(node.getText());
  }

  /** That a field may be left out is said beside its type. */
  #union({ types }: ts.UnionTypeNode): string {
    const said = types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
    return said.map((type) => this.of(type)).join(' or ');
  }

  #reference(node: ts.TypeReferenceNode): string {
    const name = node.typeName.getText();
    const [key, value] = node.typeArguments ?? [];
    if (name === 'Record' && key !== undefined && value !== undefined) return `${this.of(value)} for each name`;
    if (this.#sections.has(name)) return linkTo(name);
    const words = wordsOf(this.#checker.getTypeFromTypeNode(node));
    if (words !== undefined) return words.map((word) => code(`'${word}'`)).join(' or ');
    this.#remember(name, node);
    return linkTo(name);
  }

  #remember(name: string, node: ts.TypeReferenceNode): void {
    if (this.#others.has(name)) return;
    const imported = this.#checker.getSymbolAtLocation(node.typeName);
    const symbol = imported && this.#checker.getAliasedSymbol(imported);
    const declaration = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
    if (declaration === undefined) throw new Error(`${node.getText()} is neither a section nor an alias of a type`);
    this.#others.set(name, { name, text: commentOf(declaration, name) });
  }
}

/** The words that a type consists of; undefined if it allows anything else. */
function wordsOf(type: ts.Type): readonly string[] | undefined {
  const types = type.isUnion() ? type.types : [type];
  const words = types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
  return words.length === types.length ? words : undefined;
}

const linkTo = (name: string): string => `[${name}](#${anchorOf(name)})`;

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

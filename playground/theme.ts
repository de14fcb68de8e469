import { editor } from 'monaco-editor';

/** The editors' colours; those of the page around them are in `style.css`. */
const light = {
  keyword: '1d6b57',
  name: '3a3a8c',
  string: '8a4b12',
  number: '9a3d6a',
  comment: '8b867b',
  text: '35322c',
};
const dark = {
  keyword: '7fcbb2',
  name: 'b3b8f0',
  string: 'e2b47c',
  number: 'e39ac0',
  comment: '8b8d88',
  text: 'd8d6d0',
};

/** Names for GraphiQL's `editorTheme`. */
export const editorTheme = { light: 'etalage-light', dark: 'etalage-dark' };

editor.defineTheme(editorTheme.light, themeOf('vs', light, '#ffffff'));
editor.defineTheme(editorTheme.dark, themeOf('vs-dark', dark, '#1f2322'));

function themeOf(base: editor.BuiltinTheme, colour: typeof light, paper: string): editor.IStandaloneThemeData {
  return {
    base,
    inherit: true,
    rules: [
      { token: '', foreground: colour.text },
      { token: 'keyword', foreground: colour.keyword },
      { token: 'key.identifier.gql', foreground: colour.text },
      { token: 'argument.identifier.gql', foreground: colour.name },
      { token: 'type.identifier.gql', foreground: colour.name },
      { token: 'annotation', foreground: colour.number },
      { token: 'string', foreground: colour.string },
      { token: 'string.key.json', foreground: colour.keyword },
      { token: 'string.value.json', foreground: colour.string },
      { token: 'number', foreground: colour.number },
      { token: 'keyword.json', foreground: colour.number },
      { token: 'comment', foreground: colour.comment },
    ],
    colors: {
      'editor.background': '#00000000',
      'editor.foreground': `#${colour.text}`,
      // Pairs of brackets get three colours in turn; here all three are one.
      'editorBracketHighlight.foreground1': `#${colour.text}aa`,
      'editorBracketHighlight.foreground2': `#${colour.text}aa`,
      'editorBracketHighlight.foreground3': `#${colour.text}aa`,
      'editorLineNumber.foreground': `#${colour.comment}99`,
      'editorLineNumber.activeForeground': `#${colour.text}`,
      'editorHoverWidget.background': paper,
      'editorSuggestWidget.background': paper,
      'editorSuggestWidget.selectedBackground': `#${colour.keyword}22`,
      'editorSuggestWidget.selectedForeground': `#${colour.text}`,
      'editorWidget.background': paper,
      'menu.background': paper,
      'scrollbar.shadow': '#00000000',
      focusBorder: `#${colour.keyword}`,
      'textLink.foreground': `#${colour.keyword}`,
    },
  };
}

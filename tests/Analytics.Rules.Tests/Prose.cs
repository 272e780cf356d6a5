using Microsoft.CodeAnalysis.CSharp;
using System.Text.RegularExpressions;

namespace Analytics.Rules.Tests;

/// <summary>The sentences of a file: the comments of C# and of scripts, and all of a document but the code that it quotes.</summary>
internal static partial class Prose
{
    /// <summary>
    /// The file's text with a blank for every other character and for the marks of comments, so that lines keep their numbers and a
    /// sentence goes on over the end of its line. Blank for files of any other language.
    /// </summary>
    public static string Of(Source file) => Path.GetExtension(file.Path) switch
    {
        ".cs" => Keep(file.Text, Comments(file.Text)),
        ".ts" or ".tsx" or ".js" or ".mjs" => Keep(file.Text, Script().Matches(file.Text).Select(match => match.Groups["comment"]).Select(c => (c.Index, c.Length))),
        ".md" => Quoted().Replace(file.Text, code => new string(' ', code.Length)),
        _ => "",
    };

    private static IEnumerable<(int Start, int Length)> Comments(string text) => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTrivia()
        .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia)
        .Select(trivia => (trivia.FullSpan.Start, trivia.FullSpan.Length));

    private static string Keep(string text, IEnumerable<(int Start, int Length)> comments)
    {
        char[] kept = [.. text.Select(c => c == '\n' ? c : ' ')];
        foreach ((int start, int length) in comments)
        {
            for (int i = start; i < start + length; i++)
            {
                kept[i] = text[i] is '/' or '*' ? ' ' : text[i];
            }
        }

        return new string(kept);
    }

    // Strings are matched too, so that an address in one is not taken for a comment.
    [GeneratedRegex("""(?<comment>//[^\n]*|/\*[\s\S]*?\*/)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\\n])*`""")]
    private static partial Regex Script();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Quoted();
}

using System.Text.RegularExpressions;

namespace Analytics.Rules.Tests;

/// <summary>How files are written: what .editorconfig asks of an editor, asked of the files themselves.</summary>
public sealed partial class WritingTests
{
    [Fact]
    public void Text_ends_its_lines_with_lf_and_has_no_blanks_at_their_ends() =>
        Assert.Empty(Sources.Texts().Where(file => !IsWellWritten(file.Text)).Select(file => file.Path));

    [Fact]
    public void Text_begins_with_its_first_letter() =>
        Assert.DoesNotContain(Sources.All, path => !path.EndsWith(".sln", StringComparison.Ordinal) && HasMark(path)); // whose tool writes a mark

    [Fact]
    public void A_file_holds_one_public_type_and_is_named_after_it() =>
        Assert.Empty(Sources.CSharp("src").Where(file => !IsNamedAfterItsType(file)).Select(file => file.Path));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.Empty(Sources.Texts().SelectMany(file => file.Lines.Where(line => Later().IsMatch(line.Text)).Select(line => $"{file.Path}:{line.Number}: {line.Text.Trim()}")));

    [Fact]
    public void Comments_and_documents_use_plain_words()
    {
        string[] found = [.. Sources.Texts().SelectMany(Quaint)];
        Assert.True(found.Length == 0, string.Join('\n', found)); // all of them: a collection would be cut short in the message
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("a\n", true)]
    [InlineData("a", false)]
    [InlineData("a \nb\n", false)]
    [InlineData("a\t\n", false)]
    [InlineData("a\r\n", false)]
    public void A_blank_at_the_end_of_a_line_is_found(string text, bool well) => Assert.Equal(well, IsWellWritten(text));

    [Theory]
    [InlineData("public sealed record A(int B)\npublic static class C\n", false)]
    [InlineData("public readonly record struct C;\n", false)]
    [InlineData("public readonly record struct A;\ninternal enum B\n", true)]
    [InlineData("public sealed class A\n{\n    public enum B\n", true)]
    [InlineData("internal static class B\n", true)]
    public void A_second_public_type_and_a_wrong_name_are_found(string text, bool named) =>
        Assert.Equal(named, IsNamedAfterItsType(new Source("src/A.More.cs", text)));

    [Theory]
    [InlineData("// TO", "DO: later", true)]
    [InlineData("throw new NotImplemented", "Exception();", true)]
    [InlineData("[Fact(Sk", "ip = \"flaky\")]", true)]
    [InlineData("it.sk", "ip('works')", true)]
    [InlineData("a todo ", "list", false)]
    public void A_promise_is_found(string start, string end, bool later) => Assert.Equal(later, Later().IsMatch(start + end));

    [Theory]
    [InlineData("a.cs", "int a;\n/// <summary>Whoever sends it.</summary>\nint b;\n", "a.cs:2: 'Whoever': name the person or the process: a visitor, a caller, another process")]
    [InlineData("a.cs", "int a = 1; // lays it there\n", "a.cs:1: 'lays': write 'writes', 'stores' or 'exports'")]
    [InlineData("a.cs", "/* built\nanew */\n", "a.cs:2: 'anew': write 'again', or 're-' before the verb")]
    [InlineData("a.cs", "// The row tells\n// of time.\n", "a.cs:1: 'tells of': write 'reports', 'contains', 'names' or 'is about'")]
    [InlineData("a.tsx", "const a = 'http://b'; // told of\n", "a.tsx:1: 'told of': write 'reports', 'contains', 'names' or 'is about'")]
    [InlineData("a.mjs", "/** Never\n * by halves. */\n", "a.mjs:2: 'by halves': write 'in part' or 'truncated'")]
    [InlineData("docs/a.md", "A day is\nlaid.\n", "docs/a.md:2: 'laid': write 'writes', 'stores' or 'exports'")]
    public void A_quaint_word_is_found_with_a_plainer_one(string path, string text, string found) => Assert.Equal([found], Quaint(new Source(path, text)));

    [Theory]
    [InlineData("a.cs", "bool anew = text == \"whoever // tells of it\";\n")]
    [InlineData("a.cs", "// delayed by a layer; Anewly is one word, and so is a_told_of_b\n")]
    [InlineData("a.ts", "const anew = 'told of // whoever';\n")]
    [InlineData("docs/a.md", "The fault is `tells of the future`.\n")]
    [InlineData("a.csv", "Adelaide,anew\n")]
    public void Code_texts_and_quotes_may_have_any_word(string path, string text) => Assert.Empty(Quaint(new Source(path, text)));

    private static IEnumerable<string> Quaint(Source file)
    {
        if (!QuaintWord().IsMatch(file.Text))
        {
            return []; // most files need no look at what is a comment
        }

        string prose = Prose.Of(file);
        return QuaintWord().Matches(prose).Select(match =>
        {
            string word = Blanks().Replace(match.Value, " ");
            return $"{file.Path}:{prose.AsSpan(0, match.Index).Count('\n') + 1}: '{word}': {PlainerThan(word)}";
        });
    }

    private static string PlainerThan(string word) => word.ToUpperInvariant() switch
    {
        "WHOEVER" => "name the person or the process: a visitor, a caller, another process",
        "ANEW" => "write 'again', or 're-' before the verb",
        "BY HALVES" => "write 'in part' or 'truncated'",
        "LAY" or "LAYS" or "LAID" => "write 'writes', 'stores' or 'exports'",
        _ => "write 'reports', 'contains', 'names' or 'is about'",
    };

    private static bool IsWellWritten(string text) =>
        (text.Length == 0 || text[^1] == '\n') && !text.Contains('\r') && !text.Contains(" \n", StringComparison.Ordinal) && !text.Contains("\t\n", StringComparison.Ordinal);

    private static bool IsNamedAfterItsType(Source file)
    {
        string[] types = [.. PublicType().Matches(file.Text).Select(match => match.Groups["name"].Value)];
        return types.Length == 0 || (types.Length == 1 && types[0] == Path.GetFileName(file.Path).Split('.')[0]);
    }

    private static bool HasMark(string path)
    {
        using FileStream stream = File.OpenRead(Repository.At(path));
        return stream.ReadByte() == 0xEF && stream.ReadByte() == 0xBB;
    }

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record|struct|interface|enum|delegate \S+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\b(?:TO[D]O|FIX[M]E)\b|\bSkip(?:Unless|When)? = |\bNotImplemented[E]xception\b|\b(?:it|test|describe)\.(?:skip|todo|only)\b")]
    private static partial Regex Later();

    [GeneratedRegex(@"\b(?:whoever|tells?[\s/*]+of|told[\s/*]+of|lays?|laid|anew|by[\s/*]+halves)\b", RegexOptions.IgnoreCase)]
    private static partial Regex QuaintWord();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

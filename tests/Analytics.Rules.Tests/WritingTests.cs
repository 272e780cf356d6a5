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
}

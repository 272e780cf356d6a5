namespace Analytics.Store.Tests.Docs;

public sealed class DecisionTests
{
    [Fact]
    public void Decisions_are_numbered_without_a_gap_and_each_has_its_three_parts()
    {
        string[] files = [.. Directory.EnumerateFiles(Repository.At("docs/decisions"), "*.md").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

        Assert.Equal(Enumerable.Range(1, files.Length).Select(n => $"{n:0000}"), files.Select(f => f[..4]));
        Assert.All(files, file =>
        {
            string text = Document.Read("docs/decisions/" + file);
            Assert.StartsWith($"# {int.Parse(file[..4], System.Globalization.CultureInfo.InvariantCulture)}. ", text, StringComparison.Ordinal);
            Assert.All(["**Context.**", "**Decision.**", "**Consequences.**"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        });
    }
}

namespace Analytics.Rules.Tests;

/// <summary>
/// We answer in other products' forms: their statuses, fields and shapes, never their sentences. A text of ours names the field, says
/// what is wrong and what to do.
/// </summary>
public sealed class OwnWordsTests
{
    // A few words each: enough to know a sentence by, too few to be met by chance.
    private static readonly string[] Theirs =
    [
        // Plausible, with the libraries that word its refusals
        "can't be blank", "character(s)", "must be a valid url", "scheme is not allowed", "unable to parse request",
        "missing site id", "missing api key", "invalid api key", "please make sure", "please use a valid", "please provide",
        "queried metric or dimension", "invalid order_by", "invalid value in order_by", "invalid filter", "invalid dimension", "invalid metric",
        "invalid date", "invalid include", "invalid visit:country", "needs to be a valid", "not configured for this site", "behavioral filters",
        "can only be queried", "cannot be queried", "can only be filtered", "cannot be nested", "no other dimensions", "requires a `", "requires include",
        "session metric(s)", "event metric(s)", "type mismatch", "schema does not allow", "was not present", "were not present",
        "expected a minimum", "expected items to be", "expected the value", "metrics are null", "imported stats are", "does not have access",

        // Umami, with the library that checks its input
        "invalid option", "invalid input", "invalid hostname", "invalid url", "invalid ip", "too big: expected", "expected one of", "expected string",
        "expected object", "exactly one of website", "website not found", "payload too large",

        // GoatCounter
        "session or browser", "maximum amount of", "wrong value: ", "not valid: ", "\"no hits\"", "must be shorter than",

        // The trackers with short keys
        "missing required",
    ];

    [Fact]
    public void No_text_is_another_products()
    {
        string[] found = [.. Sources.Texts().Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(Borrowed)];
        Assert.True(found.Length == 0, string.Join('\n', found)); // all of them: a collection would be cut short in the message
    }

    [Theory]
    [InlineData("x = \"event_name\", \"Can't be blank\";\n", "a.cs:1: 'can't be blank'")]
    [InlineData("int a;\nthrow new($\"Metric `{metric}` requires a `visit` dimension\");\n", "a.cs:2: 'requires a `'")]
    public void A_borrowed_sentence_is_found_with_its_line(string text, string found) =>
        Assert.StartsWith(found, Assert.Single(Borrowed(new Source("a.cs", text))), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"url\": \"must be a whole address, such as https://example.com/\"\n")]
    [InlineData("return Problem.Invalid(faults); // requires a key\n")]
    public void Words_of_our_own_are_not(string text) => Assert.Empty(Borrowed(new Source("a.cs", text)));

    private static IEnumerable<string> Borrowed(Source file) => Theirs
        .Where(words => file.Text.Contains(words, StringComparison.OrdinalIgnoreCase)) // most files need no look at their lines
        .SelectMany(words => file.Lines
            .Where(line => line.Text.Contains(words, StringComparison.OrdinalIgnoreCase))
            .Select(line => $"{file.Path}:{line.Number}: '{words}' is another product's sentence: name the field, what is wrong and what to do"));
}

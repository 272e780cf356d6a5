using Analytics.Store.Events;
using Analytics.Store.Ingest;

namespace Analytics.Store.Tests.Ingest.Steps;

/// <summary>Errors that have one cause have one fingerprint, by whatever way they came; the values are those of the tracker's own tests.</summary>
public sealed class FingerprintTests
{
    private const string Stack = "TypeError: x is null\n    at save (https://example.com/app.js:10:5)\n    at https://example.com/app.js:20:7";

    private static string? Of(string message, string stack = "", string source = "", string name = "error", string? own = null)
    {
        Dictionary<string, string> props = new() { ["message"] = message, ["stack"] = stack, ["source"] = source };
        if (own is not null)
        {
            props["fingerprint"] = own;
        }

        var accepted = Assert.IsType<HitOutcome.Accepted>(HitPipeline.Run(Some.Hit() with { Name = name, Props = props }));
        return accepted.Event.Props.GetValueOrDefault("fingerprint");
    }

    [Fact]
    public void Another_number_in_the_message_and_another_line_make_no_other_error()
    {
        string? first = Of("row 1 of 5", Stack);

        Assert.Matches("^[0-9a-z]{1,7}$", first);
        Assert.Equal(first, Of("row 22 of 7", Stack.Replace(":10:5", ":11:9", StringComparison.Ordinal)));
        Assert.NotEqual(first, Of("row of", Stack));
        Assert.NotEqual(first, Of("row 1 of 5", Stack.Replace("app.js", "other.js", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("x", "save@https://example.com/app.js:10:5", "at save (https://example.com/app.js:10:5)")]
    public void The_place_is_read_from_the_first_line_of_a_stack_without_line_and_column(string message, string firefox, string chrome)
    {
        Assert.Equal(Of(message, firefox), Of(message, "", "https://example.com/app.js"));
        Assert.Equal(Of(message, chrome), Of(message, "", "save (https://example.com/app.js"));
    }

    [Fact]
    public void Without_a_stack_the_source_is_the_place() => Assert.NotEqual(Of("x", source: "/a.js"), Of("x", source: "/b.js"));

    [Fact]
    public void It_is_that_of_the_tracker() => Assert.Equal("ugiyy6", Of("x is null", Stack));

    [Fact]
    public void A_sender_may_make_its_own_and_only_errors_get_one()
    {
        Assert.Equal("mine", Of("x", own: "mine"));
        Assert.Null(Of("x", name: "Signup"));
    }
}

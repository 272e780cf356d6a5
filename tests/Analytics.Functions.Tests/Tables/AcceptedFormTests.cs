using Analytics.Functions.Tables;

namespace Analytics.Functions.Tests.Tables;

/// <summary>Which form a client gets by its header <c>Accept</c>.</summary>
public sealed class AcceptedFormTests
{
    [Theory]
    [InlineData(null, "json")]
    [InlineData("", "json")]
    [InlineData("*/*", "json")]
    [InlineData("text/csv", "csv")]
    [InlineData("TEXT/CSV", "csv")]
    [InlineData("text/csv; charset=UTF-8; header=present", "csv")]
    [InlineData("text/*", "csv")]
    [InlineData("application/*", "json")]
    [InlineData("application/x-ndjson", "ndjson")]
    [InlineData("application/ndjson", "ndjson")]
    [InlineData("application/json", "json")]
    [InlineData("text/csv, */*", "csv")]
    [InlineData("text/csv, application/json", "csv")]
    [InlineData("application/json, text/csv", "json")]
    [InlineData("application/json;q=0.5, text/csv;q=0.9", "csv")]
    [InlineData("text/csv;q=0.1, */*;q=0.8", "json")]
    [InlineData("application/json;q=0, */*", "ndjson")]
    [InlineData("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "json")]
    [InlineData("nonsense, text/csv", "csv")]
    [InlineData("application/pdf", null)]
    [InlineData("text/csv; charset=iso-8859-1", null)]
    [InlineData("text/csv; header=absent", null)]
    [InlineData("text/csv;q=0", null)]
    [InlineData("nonsense", null)]
    public void A_header_names_the_form_that_is_written(string? accept, string? form) => Assert.Equal(form, AcceptedForm.Of(accept, AnswerForm.OfTables)?.Name);
}

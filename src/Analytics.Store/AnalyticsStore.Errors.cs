using Amazon.DynamoDBv2.Model;
using Analytics.Store.Errors;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>Says that a group of errors is resolved or ignored; replaces what was said before.</summary>
    public PutItemRequest PutErrorMarkCommand(ErrorMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return WriteErrorMark.Put(Table, mark);
    }

    /// <summary>Opens a group of errors again; succeeds where it is open.</summary>
    public DeleteItemRequest DeleteErrorMarkCommand(SiteId site, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return WriteErrorMark.Delete(Table, site, fingerprint);
    }

    /// <summary>A page of what was said about a site's errors, in whatever order. Consistent.</summary>
    /// <param name="site">The site.</param>
    /// <param name="continuation"><see cref="ResultPage{T}.Next"/> of the page before. Default the first page.</param>
    public QueryRequest ListErrorMarksCommand(SiteId site, string? continuation = null) => WriteErrorMark.List(Table, site, continuation);

    /// <summary>The marks in the answer to <see cref="ListErrorMarksCommand"/>.</summary>
    public static ResultPage<ErrorMark> ReadErrorMarks(QueryResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        ErrorMark[] marks = [.. (response.Items ?? []).Select(ErrorMarkItem.Read)];
        return new(marks, response.LastEvaluatedKey is { Count: > 0 } ? marks[^1].Fingerprint : null);
    }
}

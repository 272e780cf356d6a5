using System.Globalization;

namespace Analytics.Client.Http;

/// <summary>The server refused a request, or has not taken it after all tries. A server that cannot be reached is an <see cref="HttpRequestException"/>.</summary>
public sealed class AnalyticsException : Exception
{
    /// <param name="status">The status of the answer: 400 where the input cannot be used, 401, 403, 404, 429, 503 and others.</param>
    /// <param name="title">What went wrong, in a few words.</param>
    /// <param name="detail">More of it, where there is more.</param>
    /// <param name="faults">The faults of the input by field; null: none.</param>
    /// <param name="retryAfter">How long the server asks to wait.</param>
    public AnalyticsException(
        int status, string title, string? detail = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? faults = null, TimeSpan? retryAfter = null)
        : base(Written(status, title, detail, faults)) =>
        (Status, Title, Detail, Faults, RetryAfter) = (status, title, detail, faults ?? new Dictionary<string, IReadOnlyList<string>>(), retryAfter);

    /// <summary>The status of the answer. 404 also where no saved funnel has the name; 200 where the answer could not be read.</summary>
    public int Status { get; }

    /// <summary>What went wrong, in a few words: the <c>title</c> of RFC 9457, or what a question was refused with.</summary>
    public string Title { get; }

    /// <summary>More of it; null where the server said no more.</summary>
    public string? Detail { get; }

    /// <summary>Every fault of the input, by the field that it is in: <c>events</c>, <c>settings.colour</c>. Empty where no field is at fault.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Faults { get; }

    /// <summary>How long the server asks to wait before the next try; null where waiting does not help, or nobody knows how long.</summary>
    public TimeSpan? RetryAfter { get; }

    private static string Written(int status, string title, string? detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? faults) => string.Join(
        ' ',
        [
            string.Create(CultureInfo.InvariantCulture, $"{status}: {title}"),
            .. detail is null ? Array.Empty<string>() : [detail],
            .. (faults ?? new Dictionary<string, IReadOnlyList<string>>()).SelectMany(field => field.Value.Select(fault => $"[{field.Key}] {fault}")),
        ]);
}

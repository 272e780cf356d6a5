using Analytics.Engine.Tables;
using Analytics.AspNetCore;
using Analytics.Client;
using Analytics.Engine;
using Analytics.Store;

namespace Analytics.Rules.Tests;

/// <summary>A change of what the libraries promise shows in a file that is read before it is committed.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_store_promises_what_was_approved() =>
        Approved.Verify(PublicSurface.Of(typeof(AnalyticsStore).Assembly.GetExportedTypes()), "Analytics.Store");

    [Fact]
    public void The_engine_promises_what_was_approved() =>
        Approved.Verify(PublicSurface.Of(typeof(TableCreator).Assembly.GetExportedTypes()), "Analytics.Engine");

    [Fact]
    public void The_middleware_promises_what_was_approved() =>
        Approved.Verify(PublicSurface.Of(typeof(AnalyticsClient).Assembly.GetExportedTypes()), "Analytics.AspNetCore");

    [Fact]
    public void The_client_promises_what_was_approved() =>
        Approved.Verify(PublicSurface.Of(typeof(AnalyticsApi).Assembly.GetExportedTypes()), "Analytics.Client");

    [Fact]
    public void Every_kind_of_member_shows_and_what_cannot_be_seen_does_not() => Assert.Equal(
        """
        sealed record Analytics.Rules.Tests.PublicSurfaceTests.Promise
            const int Most
            static readonly TimeSpan Patience
            new(string Name, int? Age = null)
            int? Age { get; init; }
            string Name { get; init; }
            required string? Note { get; init; }
            T Pick<T>(T[] items, (string, long) way, DateOnly day = default, bool twice = true, string word = "first")
            static bool TryRead(IReadOnlyList<string?> lines, out Promise? promise)


        """,
        PublicSurface.Of([typeof(Promise)]));

    internal sealed record Promise(string Name, int? Age = null)
    {
        public const int Most = 3;

        public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

        public required string? Note { get; init; }

        public static bool TryRead(IReadOnlyList<string?> lines, out Promise? promise)
        {
            promise = null;
            return lines.Count > Most;
        }

        public T Pick<T>(T[] items, (string Word, long Number) way, DateOnly day = default, bool twice = true, string word = "first") =>
            Hidden(items[twice ? way.Number : day.Year + word.Length]);

        private static T Hidden<T>(T item) => item;
    }
}

using Analytics.Functions.Configuration;
using System.Security.Cryptography;
using Analytics.Functions.Exports.Bucket;
using Analytics.Functions.Hosting;
using Analytics.Store.Events;

namespace Analytics.Functions.Tests.Exports.Bucket;

/// <summary>A day of any size, as one object that appears whole or not at all.</summary>
public sealed class DayObjectTests(LocalS3 s3) : IClassFixture<LocalS3>
{
    private const string Key = "exports/site=a/day=2026-03-10/events.ndjson.gz";
    private const int Many = 120_000;

    [Fact]
    public async Task A_large_day_goes_in_parts_and_is_read_as_one()
    {
        string bucket = await s3.CreateBucketAsync();
        await new DayObject(s3.Client, bucket, Key).PutAsync(Events(Many), CancellationToken.None);

        Assert.True(s3.RequestsOf(bucket).Count > 4, "It was put in one go.");
        IReadOnlyList<string> lines = await s3.LinesAsync(bucket, Key);
        Assert.Equal(Many, lines.Count);
        Assert.StartsWith("{\"id\":\"e0\"", lines[0]);
        Assert.StartsWith($"{{\"id\":\"e{Many - 1}\"", lines[^1]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Many)]
    public async Task A_day_that_ends_in_a_failure_leaves_what_lay_there(int after)
    {
        string bucket = await s3.CreateBucketAsync();
        var day = new DayObject(s3.Client, bucket, Key);
        await day.PutAsync(Events(3), CancellationToken.None);

        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => day.PutAsync(Events(after, new InvalidOperationException()), CancellationToken.None));
        Assert.Equal(3, (await s3.LinesAsync(bucket, Key)).Count);
        Assert.Equal(after == Many, s3.RequestsOf(bucket).Any(r => r.Action == "s3:AbortMultipartUpload"));
    }

    [Fact]
    public async Task The_same_day_gives_the_same_object()
    {
        string bucket = await s3.CreateBucketAsync();
        await new DayObject(s3.Client, bucket, Key).PutAsync(Events(500), CancellationToken.None);
        await new DayObject(s3.Client, bucket, Key + "2").PutAsync(Events(500), CancellationToken.None);

        Assert.Equal((await s3.Client.GetObjectMetadataAsync(bucket, Key)).ETag, (await s3.Client.GetObjectMetadataAsync(bucket, Key + "2")).ETag);
    }

    [Fact]
    public async Task A_day_that_is_not_there_can_be_taken_away()
    {
        string bucket = await s3.CreateBucketAsync();
        await new DayObject(s3.Client, bucket, Key).DeleteAsync(CancellationToken.None);
        Assert.Empty(await s3.KeysAsync(bucket));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_reported()
    {
        Settings settings = Settings.Parse(new Dictionary<string, string> { ["ANALYTICS_EXPORT_BUCKET"] = "days", ["ANALYTICS_EXPORT_ENDPOINT"] = "http://127.0.0.1:1" }.GetValueOrDefault, [], ".data");
        Analytics.Engine.Exports.BucketException failure = await Assert.ThrowsAsync<Analytics.Engine.Exports.BucketException>(
            () => S3DayBucket.Of(settings)!.DeleteAsync(Some.Site().Id, Some.Day, CancellationToken.None));
        Assert.Contains("The bucket days does not answer", failure.Message);
    }

    // Of text that does not compress, so that few make several parts.
    private static async IAsyncEnumerable<Event> Events(int count, Exception? end = null)
    {
        for (int i = 0; i < count; i++)
        {
            string noise = Convert.ToHexString(SHA512.HashData(BitConverter.GetBytes(i))) + Convert.ToHexString(SHA512.HashData(BitConverter.GetBytes(-i - 1)));
            yield return Some.Pageview($"e{i}", "/" + noise, Some.Noon.AddMilliseconds(i));
        }

        await Task.CompletedTask;
        if (end is not null)
        {
            throw end;
        }
    }
}

using Analytics.Functions.Http;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Analytics.Functions.Hosting.Local;
using Xunit;

namespace Analytics.Testing;

/// <summary>An S3 on this machine (<c>tests/s3</c>) for as long as it is not disposed. It ends with this process however that ends.</summary>
public sealed class LocalS3 : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _requests = new();
    private Process? _process;
    private AmazonS3Client? _client;

    /// <summary>For what a test looks at.</summary>
    public IAmazonS3 Client => _client!;

    public Uri Endpoint { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo("node", [Repository.At("tests/s3/serve.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Repository.Root })!;
        string? address = await _process.StandardOutput.ReadLineAsync();
        Endpoint = new Uri(address ?? throw new InvalidOperationException("tests/s3 does not start: run npm ci --ignore-scripts."));
        _ = ListenAsync(_process.StandardOutput);
        _client = new AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config
        {
            ServiceURL = Endpoint.AbsoluteUri,
            ForcePathStyle = true,
            HttpClientFactory = new DirectHttp(),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    /// <summary>A bucket that no other test has.</summary>
    public async Task<string> CreateBucketAsync()
    {
        string name = $"test-{Guid.NewGuid():N}";
        _ = await Client.PutBucketAsync(name);
        return name;
    }

    /// <summary>The keys in a bucket, in order.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string bucket) =>
        [.. ((await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket })).S3Objects ?? []).Select(o => o.Key).Order(StringComparer.Ordinal)];

    /// <summary>The lines of an object, unpacked.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string bucket, string key)
    {
        using GetObjectResponse found = await Client.GetObjectAsync(bucket, key);
        await using var unpacked = new GZipStream(found.ResponseStream, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, new UTF8Encoding(false, throwOnInvalidBytes: true));
        List<string> lines = [];
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>The requests that were made of objects in a bucket, as IAM names their actions, with their keys.</summary>
    public IReadOnlyList<(string Action, string Key)> RequestsOf(string bucket) =>
        [.. _requests.Where(line => line.Split(' ')[1].StartsWith($"/{bucket}/", StringComparison.Ordinal)).Select(line => Parse(line, bucket)).Where(request => request.Key.Length > 0)];

    private static (string Action, string Key) Parse(string line, string bucket)
    {
        string method = line.Split(' ')[0];
        string[] address = line.Split(' ')[1][(bucket.Length + 2)..].Split('?');
        string query = address.Length > 1 ? address[1] : "", key = Uri.UnescapeDataString(address[0]);
        return (method switch
        {
            "PUT" => "s3:PutObject", // a part of one as well
            "POST" when query.Contains("upload", StringComparison.Ordinal) => "s3:PutObject",
            "DELETE" when query.Contains("uploadId", StringComparison.Ordinal) => "s3:AbortMultipartUpload",
            "DELETE" => "s3:DeleteObject",
            _ => string.Create(CultureInfo.InvariantCulture, $"{method} {query}"),
        }, key);
    }

    private async Task ListenAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            _requests.Enqueue(line);
        }
    }
}

using Analytics.Functions.Configuration;

namespace Analytics.Functions.Hosting.Local;

/// <summary>Which database to run or to find.</summary>
public sealed record LocalDynamoDbOptions
{
    /// <summary>A database that runs elsewhere; everything below is then ignored. Null: run one here.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>How long <see cref="Endpoint"/> may take to answer.</summary>
    public TimeSpan EndpointPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The database's folder, absolute, created if it is missing; null: in memory, lost at the end.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The folder of the clone, where npm's packages are; null: there is none, so that only Docker remains.</summary>
    public string? PackagesFolder { get; init; }

    /// <summary>Folders with programs, in the form of <c>PATH</c>.</summary>
    public required string SearchPath { get; init; }

    /// <summary>A Java that is not on the path; null: none.</summary>
    public string? JavaHome { get; init; }

    /// <summary>The region to sign for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Sign with the credentials of this environment; otherwise with invented ones, which DynamoDB Local takes.</summary>
    public bool OwnCredentials { get; init; }

    /// <summary>As the settings say.</summary>
    public static LocalDynamoDbOptions From(Settings settings) => new()
    {
        Endpoint = settings.DynamoDbEndpoint,
        DataFolder = settings.InMemory ? null : settings.DataFolder,
        PackagesFolder = RepositoryFolder.Around(Directory.GetCurrentDirectory()) ?? RepositoryFolder.Around(AppContext.BaseDirectory),
        SearchPath = settings.SearchPath,
        JavaHome = settings.JavaHome,
        Region = settings.Region,
        OwnCredentials = settings.DynamoDbEndpoint is { IsLoopback: false } && settings.HasAwsCredentials,
    };
}

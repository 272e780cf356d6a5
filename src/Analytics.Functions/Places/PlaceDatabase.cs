using System.Diagnostics.CodeAnalysis;
using System.Net;
using Analytics.Store.Events;
using MaxMind.Db;

namespace Analytics.Functions.Places;

/// <summary>
/// A file of the places of addresses, in MaxMind's format (.mmdb). It is mapped into memory: a lookup reads the few pages that it touches.
/// </summary>
internal sealed class PlaceDatabase
{
    private const int Probed = 1_000;

    // Open for as long as the process lives.
    private readonly Reader _reader;

    private PlaceDatabase(Reader reader, string? name) => (_reader, Name) = (reader, name ?? reader.Metadata.DatabaseType);

    /// <summary>What it is called: <c>GeoLite2-City</c>.</summary>
    public string Name { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt => new(_reader.Metadata.BuildDate, TimeSpan.Zero);

    /// <summary>Whether it holds countries, as far as its first 1,000 networks show.</summary>
    public bool HasCountries
    {
        get
        {
            try
            {
                return _reader.FindAll<Dictionary<string, object>>(cacheSize: 1).Take(Probed).Any(network => PlaceRecord.Read(network.Data).Country is not null);
            }
            catch (Exception failure) when (IsDamage(failure))
            {
                return false;
            }
        }
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">It must not be written to while it is open; another may take its name.</param>
    /// <param name="database">Null when the file cannot be used.</param>
    /// <param name="problem">Why it cannot.</param>
    /// <param name="name">What it is called; null for what it calls itself.</param>
    public static bool TryOpen(string path, [NotNullWhen(true)] out PlaceDatabase? database, [NotNullWhen(false)] out string? problem, string? name = null)
    {
        (database, problem) = (null, null);
        try
        {
            database = new PlaceDatabase(new Reader(path, FileAccessMode.MemoryMapped), name);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = "names no file that can be read";
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            problem = "is no whole database in MaxMind's format (.mmdb)";
        }

        return false;
    }

    /// <summary>Where an address is; unknown where the database does not say, or is damaged there: an event is worth more than its place.</summary>
    public Place Find(IPAddress address)
    {
        try
        {
            return _reader.Find<Dictionary<string, object>>(address) is { } record ? PlaceRecord.Read(record) : Place.Unknown;
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            return Place.Unknown;
        }
    }

    // What the library throws at bytes that are no database.
    private static bool IsDamage(Exception failure) =>
        failure is InvalidDatabaseException or DeserializationException or ArgumentException or InvalidOperationException or ArithmeticException or IndexOutOfRangeException;
}

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Analytics.Functions.Tests.Tables;

/// <summary>CSV as somebody else's parser reads it.</summary>
internal static class CsvReading
{
    /// <summary>The rows, the header first.</summary>
    public static string[][] Rows(byte[] table)
    {
        using var parser = new CsvParser(new StreamReader(new MemoryStream(table), new UTF8Encoding(false)), new CsvConfiguration(CultureInfo.InvariantCulture) { Mode = CsvMode.RFC4180 });
        List<string[]> rows = [];
        while (parser.Read())
        {
            rows.Add(parser.Record!);
        }

        return [.. rows];
    }
}

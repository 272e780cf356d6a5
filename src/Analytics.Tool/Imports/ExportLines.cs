using Analytics.Functions.Ingest;
using Analytics.Tool.Logs;

namespace Analytics.Tool.Imports;

/// <summary>Puts the lines of an export together to parts, the same for an import and for its dry run.</summary>
internal static class ExportLines
{
    /// <summary>Takes in the line that the file stands at: it is part of what is sent, or empty, or too long.</summary>
    public static void Take(string path, InputFile file, ImportPart part, ImportTally tally, bool isSent)
    {
        tally.Log.Lines++;
        if (file.Line.IsEmpty)
        {
            tally.Log.AddRemark();
        }
        else if (file.IsTooLong)
        {
            tally.AddFault(path, file.Number, ImportLine.TooLong);
        }
        else
        {
            part.Add(file.Line.Span, file.Number, isSent);
        }
    }
}

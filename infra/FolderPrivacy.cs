namespace CyberWatch.Infra;

/// <summary>Said at the start of worker and dashboard; nothing is refused, since somebody may have shared the folder on purpose.</summary>
public static partial class FolderPrivacy
{
    public static void WarnIfOpen(this DataFolder folder, ILogger logger)
    {
        if (folder.WhyOpen() is { } sentence)
            LogOpen(logger, sentence);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogOpen(ILogger logger, string sentence);
}

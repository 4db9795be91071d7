using CyberWatch.Rules.Model;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Network;

/// <summary>The public suffix list of this installation, read once.</summary>
public sealed partial class PublicSuffixFile(IOptions<PublicSuffixOptions> options, ILogger<PublicSuffixFile> logger)
{
    // written by hand, so that fr or gouv.fr is refused on a machine without Debian's package publicsuffix
    private static readonly string[] Few =
    [
        "fr",
        "asso.fr",
        "com.fr",
        "gouv.fr",
        "nom.fr",
        "prd.fr",
        "tm.fr",
        "re",
        "pm",
        "tf",
        "wf",
        "yt",
        "gp",
        "mq",
        "gf",
        "nc",
        "pf",
        "eu",
        "com",
        "net",
        "org",
        "info",
        "co.uk",
        "github.io",
        "azurewebsites.net",
        "herokuapp.com",
        "cloudfront.net",
        "blogspot.com",
    ];

    private readonly Lazy<PublicSuffixList?> _list = new(() => Read(options.Value.PublicSuffixes, logger));

    /// <summary>Null when there is no such file or it holds no rule: then nobody knows where an organisation's names begin.</summary>
    public PublicSuffixList? List => _list.Value;

    /// <summary>For what must be refused even without the file.</summary>
    public PublicSuffixList ListOrFew => List ?? PublicSuffixList.Parse(Few);

    private static PublicSuffixList? Read(string path, ILogger logger)
    {
        try
        {
            var list = PublicSuffixList.Parse(File.ReadLines(path));
            if (list.Count > 0)
                return list;

            LogEmpty(logger, path);
        }
        catch (IOException e)
        {
            LogUnread(logger, path, e.Message);
        }
        catch (UnauthorizedAccessException e)
        {
            LogUnread(logger, path, e.Message);
        }

        return null;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Path} holds no public suffix; set Scanner:PublicSuffixes to the right file"
    )]
    private static partial void LogEmpty(ILogger logger, string path);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No public suffixes from {Path} ({Why}): install the package publicsuffix or set Scanner:PublicSuffixes"
    )]
    private static partial void LogUnread(ILogger logger, string path, string why);
}

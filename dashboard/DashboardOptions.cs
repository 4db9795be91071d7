using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Dashboard;

/// <summary>How the dashboard is reached and how long its doors stay open.</summary>
[OptionsSection("Dashboard")]
public sealed class DashboardOptions
{
    [Description("address that it listens on")]
    // the server would take a port that is no number for a name, and listen everywhere on port 80
    [RegularExpression(
        @"https?://([^/:;\s\[\]]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?/?",
        ErrorMessage = "Dashboard:Listen is not an address: write for instance http://localhost:5080.",
        MatchTimeoutInMilliseconds = 1000
    )]
    public string Listen { get; set; } = PublicAddressOptions.Default;

    [Description("minutes without action after which a session closes")]
    [Range(1, 1440, ErrorMessage = "Dashboard:SessionMinutes must be between 1 and 1440.")]
    public int SessionMinutes { get; set; } = 30;

    [Description(
        "attempts to sign in, to give a code, to use an invitation, to change an account or to end a letter, from one address in a minute"
    )]
    [Range(1, 10_000, ErrorMessage = "Dashboard:AttemptsPerMinute must be between 1 and 10000.")]
    public int AttemptsPerMinute { get; set; } = 20;

    [Description("seconds between two looks at a running scan")]
    [Range(1, 60, ErrorMessage = "Dashboard:LiveSeconds must be between 1 and 60.")]
    public int LiveSeconds { get; set; } = 2;
}

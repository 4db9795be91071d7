using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Views;

/// <summary>The lists of establishments that there are: their words, and their word in an address.</summary>
internal static class FollowingView
{
    public static Following Parse(string? slug) =>
        Enum.GetValues<Following>().FirstOrDefault(following => Slug(following) == slug);

    public static string Slug(Following following) =>
        following switch
        {
            Following.Followed => "suivis",
            Following.UnderMandate => "mandat",
            Following.WithoutMandate => "sans-mandat",
            Following.InService => "registre",
            Following.Closed => "fermes",
            _ => throw new ArgumentOutOfRangeException(nameof(following), following, null),
        };

    public static string Word(Following following, Texts texts) =>
        following switch
        {
            Following.Followed => texts["establishments.followed"],
            Following.UnderMandate => texts["establishments.under-mandate"],
            Following.WithoutMandate => texts["establishments.without-mandate"],
            Following.InService => texts["establishments.in-service"],
            Following.Closed => texts["establishments.closed"],
            _ => throw new ArgumentOutOfRangeException(nameof(following), following, null),
        };
}

using CyberWatch.Dashboard.Access;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Dashboard.Views;

internal static class RoleView
{
    /// <summary>What he sees, in a few words.</summary>
    public static string Scope(Reader reader, Texts texts) =>
        reader switch
        {
            { Place: { } place } => place,
            { Scope: AccessScope.Establishments mine } => texts.Count("layout.establishments", mine.Finess.Count),
            _ => texts["layout.whole-sector"],
        };

    public static string Word(UserRole role, Texts texts) =>
        role switch
        {
            UserRole.Operator => texts["words.operator"],
            UserRole.Official => texts["words.official"],
            UserRole.Regional => texts["words.regional"],
            UserRole.Rssi => texts["words.rssi"],
            UserRole.Direction => texts["words.direction"],
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
        };
}

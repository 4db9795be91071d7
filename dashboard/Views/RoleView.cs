using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Dashboard.Views;

internal static class RoleView
{
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

using CyberWatch.Dashboard.Access;

namespace CyberWatch.Dashboard.Views;

/// <summary>Why an account could not be made or its password not be changed, from Identity's code to a sentence.</summary>
internal static class FaultView
{
    public static string Of(string code, Texts texts) =>
        code switch
        {
            "PasswordTooShort" => texts["access.fault-short", AccessRegistration.PasswordLength],
            "PasswordMismatch" => texts["account.wrong-password"],
            "InvalidEmail" or "InvalidUserName" or "DuplicateEmail" or "DuplicateUserName" => texts["access.fault-email"],
            Invitations.LastOperator => texts["operations.last-operator"],
            _ => texts["access.invitation-gone"],
        };
}

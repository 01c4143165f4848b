/* What the functions of calls.c have no part in: the addresses of buffers, and texts. */
#include <jni.h>
#include <stdint.h>

JNIEXPORT jlong JNICALL Java_org_loanengine_Native_address(JNIEnv *env, jclass own, jobject buffer) {
    (void)own;
    return buffer == NULL ? 0 : (jlong)(intptr_t)(*env)->GetDirectBufferAddress(env, buffer);
}

JNIEXPORT jstring JNICALL Java_org_loanengine_Native_text(JNIEnv *env, jclass own, jlong address) {
    (void)own;
    return address == 0 ? NULL : (*env)->NewStringUTF(env, (const char *)(intptr_t)address);
}
